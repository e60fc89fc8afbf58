"""States to inform on the screen: dismissing, ticks, risk answers, the record behind a reason, own facts."""

from records import Actor, load_document
from services import basis, cases, counterparts, facts, risks
from tests.ui.test_pages import fine, texts
from tests.unit.notify.test_prosecutors import of, path

PROSECUTOR = Actor("demo-prosecutor", "prosecutor", "KG")
ADMIN = Actor("demo-administrator", "administrator", None)


def saved(desk, document, reference="T-1"):
    document["case"]["reference"] = reference
    return cases.save(desk, PROSECUTOR, load_document(document)).case_id


def istanbul(**more):
    return of(
        "UZ", "UZ", {"residence": "TR"}, path("recruitment UZ", ("exploitation TR air", {"place": "Istanbul"})), **more
    )


def press(page, name):
    button = next(one for one in page.button if one.label == name)
    return button.click().run()


def open_view(page, iso2, code):
    page.segmented_control(key=f"view-{iso2}").set_value(code).run()
    return page


def test_dismiss_with_a_reason_and_see_it_kept(open_page, empty_desk):
    case_id = saved(empty_desk, istanbul())
    page = fine(open_page("counterparts", "prosecutor", case=case_id))
    assert any("Türkiye" in header.value and "Notify" in header.value for header in page.header)
    press(page, "Dismiss \u2068Türkiye\u2069")
    assert page.error
    page.text_input(key="reason-TR").set_value("own request is pending")
    press(page, "Dismiss \u2068Türkiye\u2069")
    fine(page)
    assert "dismissed" in texts(page)
    assert "own request is pending" in texts(page).replace("\\", "")
    changed = istanbul()
    changed["routes"][0]["stops"][1]["date"] = "2026-05"
    cases.save(empty_desk, PROSECUTOR, load_document(changed), case_id=case_id)
    page = fine(open_page("counterparts", "prosecutor", case=case_id))
    assert "Changed since it was decided" in texts(page)
    assert "was changed" in texts(page)


def test_each_reason_leads_to_its_record(open_page, empty_desk):
    case_id = saved(empty_desk, istanbul())
    page = fine(open_page("counterparts", "prosecutor", case=case_id, state="TR"))
    links = [element.proto.query_string for element in page.get("page_link")]
    assert f"case={case_id}&record=r1.s2" in links
    assert f"case={case_id}&record=s" in links
    page = fine(open_page("case_file", "prosecutor", case=case_id, record="r1.s2"))
    assert "Istanbul" in texts(page)
    assert "r1.s2" in texts(page).replace("\\", "")
    page = fine(open_page("case_file", "prosecutor", case=case_id, record="r9.s9"))
    assert "not in the case any more" in texts(page)


def test_ticks(open_page, empty_desk):
    case_id = saved(empty_desk, of("UZ", "UZ", stops=path("recruitment UZ", "exploitation AE")))
    page = open_view(open_page("counterparts", "prosecutor", case=case_id), "AE", "basis")
    fine(page)
    assert "To verify before a letter is final" in texts(page)
    press(page, "Verified")
    assert page.error
    for check in basis.open_checks(empty_desk, PROSECUTOR, case_id, "AE"):
        page.text_input(key=f"how-AE-{check.subject}").set_value("directory of 20 November")
        page.button(key=f"tick-AE-{check.subject}").click().run()
        fine(page)
    assert basis.open_checks(empty_desk, PROSECUTOR, case_id, "AE") == []
    assert "directory of 20 November" in texts(page).replace("\\", "")


def test_risk_answers_and_an_override_that_is_refused(open_page, empty_desk):
    case_id = saved(empty_desk, istanbul())
    page = open_view(open_page("counterparts", "prosecutor", case=case_id), "TR", "risks")
    fine(page)
    assert "10 questions are open" in texts(page)

    def answer(question, said, why, lifted=""):
        page.radio(key=f"said-TR-{question}").set_value(said)
        page.text_input(key=f"why-TR-{question}").set_value(why)
        page.text_input(key=f"lift-TR-{question}").set_value(lifted)
        number = [one.asked.question for one in risks.views(empty_desk, PROSECUTOR, case_id, "TR")].index(question)
        [one for one in page.button if one.label == "Keep this answer"][number].click().run()

    answer("asylum", "yes", "asked for protection", "Head of the unit")
    assert "nobody can lift this" in page.error[0].value
    answer("retaliation", "yes", "family lives there", "Deputy Prosecutor General")
    fine(page)
    assert "Deputy Prosecutor General" in texts(page)
    answer("asylum", "yes", "asked for protection")
    fine(page)
    assert "Blocked" in "".join(header.value for header in page.header)
    state = counterparts.for_case(empty_desk, PROSECUTOR, case_id).result.states[0]
    assert (state.iso2, state.decision) == ("TR", "blocked")


def test_what_if_and_who_else(open_page, empty_desk):
    case_id = saved(empty_desk, of("GE", "GE", stops=path("recruitment GE", "exploitation IE air")))
    page = fine(open_view(open_page("counterparts", "prosecutor", case=case_id), "IE", "what_if"))
    assert "hangs on a single record" in texts(page)
    page.selectbox(key="without").set_value("r1.s2").run()
    fine(page)
    page = fine(open_view(page, "IE", "contact"))
    assert any("We may have information" in code.value for code in page.code)
    assert any("INTERPOL" in frame.value.to_csv() for frame in page.dataframe)


def test_the_sheet_for_a_call_stands_before_all_else(open_page, empty_desk):
    danger = istanbul(danger=[{"country": "TR", "who": "v", "note": "locked in"}])
    case_id = saved(empty_desk, danger)
    for language in ("en", "ar"):
        page = fine(open_page("counterparts", "prosecutor", case=case_id, language=language))
        assert "Istanbul" in texts(page)
        assert language != "en" or any("INTERPOL" in element.value for element in page.markdown)


def test_own_facts_by_an_administrator(open_page, empty_desk):
    page = fine(open_page("facts", "prosecutor"))
    assert "An administrator adds facts" in texts(page)
    page = fine(open_page("facts", "administrator"))
    page.selectbox(key="fact_state").set_value("AE")
    page.text_input(key="fact_name").set_value("Central Office")
    page.text_input(key="fact_languages").set_value("ar en")
    press(page, "Write this authority")
    assert page.error
    page.text_input(key="source-authority").set_value("note verbale 12")
    press(page, "Write this authority")
    fine(page)
    (row,) = facts.rows(empty_desk, ADMIN)
    assert (row.value["name"], row.by) == ("Central Office", "demo-administrator")
    assert "Central Office" in page.dataframe[0].value.to_csv()


def test_the_worklist_leads_to_the_state(open_page, demo_desk):
    page = fine(open_page("not_told", "prosecutor"))
    shown = page.dataframe[0].value
    assert len(shown) > 20
    page.toggle(key="not_told_review").set_value(True).run()
    assert len(fine(page).dataframe[0].value) > len(shown)
