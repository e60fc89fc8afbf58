"""Every Streamlit element that reads Markdown, given hostile text through ``plain``. Run by test_hostile_text.py."""

import pandas as pd
import streamlit as st

from ui import look
from ui.text import bare, plain

TEXTS = [
    "![x](https://evil.example/x.png)",
    "<img src=https://evil.example/y.png onerror=alert(1)>",
    "[link](https://evil.example/) <https://evil.example/>",
    "www.evil.example https://evil.example/a me@evil.example",
    ":material/home: :smile: :red[red] :streamlit: $x^2$",
    "**bold** _em_ ~~gone~~ `code` | a | # h",
    "\u202eOsh \u2066x -> y <-> z -- q >= r",
    "<script>alert(1)</script> `${alert(1)}`",
]

st.set_page_config(layout="wide")
for text in TEXTS:
    shown = plain(text)
    st.markdown(shown)
    st.write(shown)
    st.caption(shown)
    st.header(shown)
    st.metric(shown, shown, shown)
    st.button(shown, key=f"b{text}")
    st.expander(shown, expanded=True).markdown(shown)
    st.info(shown)
    st.error(shown)
    st.success(shown)
    look.badge(shown)
    look.empty(shown, todo=shown, private=shown)
    st.checkbox(shown, key=f"c{text}", help=shown)
    st.text_input(shown, key=f"t{text}")
    st.download_button(shown, b"x", key=f"d{text}")
    look.facts({"Name": text})
    st.text(bare(text))
st.radio("radio", [plain(text) for text in TEXTS])
st.pills("pills", [plain(text) for text in TEXTS])
st.tabs([plain(text) for text in TEXTS])
st.selectbox("selectbox", [bare(text) for text in TEXTS])
st.multiselect("multiselect", [bare(text) for text in TEXTS], default=[bare(TEXTS[0])])
st.table(pd.DataFrame({"name": [plain(text) for text in TEXTS]}))
look.table(pd.DataFrame({"name": TEXTS}), {"name": "Name"}, alt="hostile names")
st.toast(plain(TEXTS[0]))
