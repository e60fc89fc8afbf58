"""Words that stand around a place's name: kinds of settlement, areas, airports; they are taken off on both sides."""

from __future__ import annotations

import re
from functools import lru_cache

from geodata.keys import fold

_TOWN_BEFORE = (
    "г|гор|город|с|село|пос|посёлок|поселок|поселение|п|пгт|рп|аул|кишлак|кыштак|дер|деревня|ст|станица|станция|порт|қ|ш|"
    "city of|town of|village of|port of|district of|municipality of|ville de|village de|ciudad de|stadt|comune di|oras|"
    "мкр|микрорайон|шаҳри|деҳаи|қышлоқ|місто|м|сел|"
    "مدينة|مدينه|شهر|شهرستان|قرية|قريه|ميناء|بلدة|منطقة|จังหวัด|อำเภอ|ตำบล|เทศบาลนคร|เทศบาลเมือง|เมือง|นคร|ด่าน|"
    "ក្រុង|ស្រុក|ឃុំ|ភូមិ|ນະຄອນ|ເມືອງ|ບ້ານ|ქალაქი|სოფელი|ქ|քաղաք|գյուղ|ք|thành phố|thanh pho|tp|thị xã|huyện|quận|"
    "пункт пропуска|пограничный пункт|погранпереход|кпп|мапп|ппп|дапп|пост|таможенный пост|шлагбаум|ст|разъезд|"
    "border crossing|border point|border post|border checkpoint|checkpoint|crossing|معبر|منفذ|گذرگاه|مرز|نقطة|"
    "ច្រក|ច្រកទ្វារ|cửa khẩu|cua khau|sınır kapısı|chegara posti|სასაზღვრო პუნქტი|"
    "near|around|vicinity of|около|возле|близ|возле|пригород|вблизи"
)
_TOWN_AFTER = (
    "city|town|village|municipality|port|suburb|suburbs|outskirts|checkpoint|border crossing|border checkpoint|"
    "border point|border post|crossing|land port|"
    "шаҳри|shahri|шаҳар|shahar|shahr|қаласы|qalasy|qalasi|ауылы|шаары|айылы|кыштагы|şəhəri|qəsəbəsi|kəndi|şehri|köyü|"
    "şäheri|шәһәре|qishlogʻi|қишлоғи|шаҳарчаси|"
    "市|镇|鎮|县|縣|区|區|口岸|မြို့|ရွာ|ဂိတ်|քաղաք|გზა|nagar nigam|নগর|শহর|शहर|नगर|시|"
    "кпп|мапп|пункт пропуска|погранпереход|sınır kapısı|gümrüyü|شہر|城市"
)
_AREA_BEFORE = (
    "state of|province of|region of|governorate of|emirate of|oblast|республика|область|край|"
    "محافظة|ولاية|إمارة|اماره|استان|ولایت|จังหวัด|ខេត្ត|ແຂວງ|tỉnh|вилояти|вилоят|region|provincia di|provincia de|"
    "région de|département de|estado de|provincia|departamento de|bundesland|land|منطقه"
)
_AREA_AFTER = (
    "region|province|oblast|oblasty|state|governorate|emirate|division|prefecture|department|raion|rayon|district|county|"
    "область|обл|область|край|район|р н|облысы|облусу|ауданы|району|вилояти|вилоят|viloyati|viloyat|welaýaty|welayaty|"
    "tumani|тумани|ноҳияи|ноҳия|rayonu|rayon|vilayeti|ili|ilçesi|eyaleti|bölgesi|მხარე|რაიონი|მუნიციპალიტეტი|մարզ|մարզի|"
    "省|州|自治区|特区|地区|府|ပြည်နယ်|တိုင်း|တိုင်းဒေသကြီး|জেলা|বিভাগ|জেলা|जिला|जिल्ला|प्रदेश|प्रान्त|صوبہ|ضلع|도|"
    "область україна|voivodeship|vilayet|provinsi|provincia|megye|županija|okrug|krai|республикасы|respublikasi"
)
_AIRPORT = (
    "international airport|intl airport|airport|аэропорт|аэропорта|международный аэропорт|havalimanı|"
    "havaalanı|hava limanı|"
    "aeroporti|აეროპორტი|օդանավակայան|flughafen|aéroport|aeropuerto|aeroporto|lotnisko|letiště|летище|аеропорт|әуежайы|"
    "aeroporti|aeroport|aeroporty|aeroportu|фурудгоҳи|howa menzili|مطار|فرودگاه|ہوائی اڈہ|สนามบิน|ท่าอากาศยาน|"
    "ព្រលានយន្តហោះ|ສະໜາມບິນ|သေဆိပ်|လေဆိပ်|机场|機場|国际机场|空港|공항|विमानस्थल|हवाई अड्डा|বিমানবন্দর|sân bay|international"
)
_GLUED = r"\u4e00-\u9fff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\uac00-\ud7a3"


@lru_cache(maxsize=8)
def _pattern(words: str, where: str) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words.split("|")} - {""}, key=len, reverse=True)
    glued = [word for word in folded if re.match(f"[{_GLUED}]", word)]
    apart = [word for word in folded if word not in glued]
    both = "|".join(re.escape(word) for word in apart)
    stuck = "|".join(re.escape(word) for word in glued)
    if where == "before":
        return re.compile(rf"^(?:(?:{both})\s+|(?:{stuck})\s*)(?=\S)" if stuck else rf"^(?:{both})\s+(?=\S)")
    return re.compile(rf"(?<=\S)(?:\s+(?:{both})|\s*(?:{stuck}))$" if stuck else rf"(?<=\S)\s+(?:{both})$")


def bare(key: str) -> str:
    """A folded name without the words for town or village around it."""
    if key.isascii() and " " not in key:
        return key
    return _without(key, (_TOWN_BEFORE, _TOWN_AFTER))


def area(key: str) -> str:
    """The name inside a phrase that says it is a province, region or district; empty where it does not say so."""
    rest = _without(key, (_AREA_BEFORE, _AREA_AFTER))
    return "" if rest == key else rest


def airport(key: str) -> str:
    """The name inside a phrase that says it is an airport; empty where it does not say so."""
    rest = _without(key, (_AIRPORT, _AIRPORT))
    return "" if rest == key else bare(rest)


def _without(key: str, words: tuple[str, str]) -> str:
    before, after = _pattern(words[0], "before"), _pattern(words[1], "after")
    previous = None
    while previous != key:
        previous = key
        key = after.sub("", before.sub("", key, count=1), count=1)
    return key
