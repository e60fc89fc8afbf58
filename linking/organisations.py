"""Evidence of organisations: names without their legal forms, in any script."""

from __future__ import annotations

from functools import lru_cache

from linking.name_parts import Part
from linking.normalise import skeleton, sound, tokens

#: legal forms and filler words in the languages served, romanised
_FORMS = frozenset(
    "llc ltd limited inc incorporated corp corporation co company plc gmbh ag kg sa sas sarl srl spa bv nv oy ab as a/s jsc ojsc cjsc "
    "pjsc ooo oao zao pao ao too mchj mchzh osoo obshchestvo ogranichennoi ogranichennoy otvetstvennostyu s otvetstvennostiu tovarishchestvo "
    "ip chp fop mmc qk xk hk yatt sirketi sti san tic anonim as fze fzco fzc fz llp lp lc wll spc est establishment dmcc sharika "
    "sharikat shrkt shrka almhdwda mhdwda dhat mswwlyt mhdwdt lil and the of for group holding pvt private pte sdn bhd pt tbk co.ltd "
    "youxian gongsi you xian gong si jituan boriasat chamkat borisat cam kad shps sha aktsionernoe spolka doo dd ad ead eood ood shpk".split()
)


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[Part, ...]:
    """Parts of an organisation's name that tell it from others; all parts where nothing else is left."""
    words = tokens(name.replace(".", ""))
    telling = [word for word in words if word not in _FORMS and (len(word) > 1 or word.isdigit())]
    return tuple(Part(word, "plain", skeleton(word), sound(word)) for word in telling or words)
