"""The screen: the only room beside ``pages`` that knows Streamlit or folium."""
