import re

from services import catalogues
from services.words import FOLDER, LANGUAGES, best_language, translator


def test_every_message_id_is_in_the_template_and_the_catalogues():
    assert catalogues.build(write=False) == [], "run scripts/build_messages"


def test_code_labels_and_reasons_are_collected():
    made = catalogues.template()
    assert "Sign in" in made
    assert "Forced labour" in made or any("labour" in str(entry.id).lower() for entry in made)
    assert "TLP:RED" not in made


def test_translations_keep_the_places_of_their_english():
    for language in LANGUAGES:
        if language == "en":
            continue
        for entry in catalogues.read(FOLDER / language / "LC_MESSAGES" / "waylink.po", language):
            ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
            texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            allowed = {place for msgid in ids for place in re.findall(r"\{(\w+)\}", msgid)}
            for text in texts:
                if entry.id and text:
                    assert set(re.findall(r"\{(\w+)\}", text)) <= allowed, entry.id


def test_a_language_without_catalogue_gives_the_english_back():
    assert translator("xx").gettext("Sign in") == "Sign in"
    assert translator("en").gettext("Sign in") == "Sign in"


def test_the_browser_s_wishes_are_read_in_their_order():
    assert best_language("ru-RU,ru;q=0.9,en;q=0.8") == "ru"
    assert best_language("fr,ar;q=0.5,ru;q=0.4") == "ar"
    assert best_language("en;q=0.1,ar;q=0.9") == "ar"
    assert best_language("") == "en"
    assert best_language("ru;q=x, ;;,,") == "en"


def test_messages_inside_formatted_strings_are_found():
    source = "a = f\"{_('One {n}', n=1)}: {ngettext('{n} x', '{n} xs', 2)}\"; b = f'{other(1)}'"
    assert list(catalogues._in_formatted(source)) == ["One {n}", ("{n} x", "{n} xs")]
