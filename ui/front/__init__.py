"""The gate in front of Streamlit: who comes in, and the few pages that are open before it."""
