"""The prosecutor's morning in a browser: the record behind a reason, a State dismissed, facts and risks."""

import re

from playwright.sync_api import expect


def choose(page, ready, name):
    page.get_by_role("radio", name=name, exact=True).click()
    ready(page)


def open_state(page, sign_in, ready):
    """The first State to notify that is on the worklist, by its link."""
    sign_in(page, "prosecutor", "/cases")
    page.goto(page.url.replace("/cases", "/counterparts"))
    ready(page)
    expect(page.get_by_text(re.compile(r"^1\. ")).first).to_be_visible(timeout=30_000)


def test_a_reason_opens_its_record(page, sign_in, ready, picture, accessible):
    open_state(page, sign_in, ready)
    accessible(page)
    link = page.get_by_test_id("stMain").get_by_test_id("stPageLink-NavLink").first
    record = re.sub("[\u2066-\u2069]", "", link.inner_text()).split()[-1]
    link.click()
    ready(page)
    expect(page.get_by_role("heading", name="Case file")).to_be_visible(timeout=30_000)
    assert "record=" in page.url
    expect(page.locator(".st-key-record_card")).to_contain_text(record)
    picture(page, "journey-states-record")


def test_dismiss_verify_answer(page, sign_in, ready, picture, accessible):
    open_state(page, sign_in, ready)
    page.get_by_label("Reason for your decision").fill("own request is pending there")
    page.get_by_label("Reason for your decision").press("Tab")
    page.get_by_role("button", name=re.compile("^Dismiss")).click()
    expect(page.get_by_text(re.compile("own request is pending there"))).to_be_visible(timeout=30_000)
    expect(page.get_by_text("dismissed").filter(visible=True).first).to_be_visible()

    choose(page, ready, "Before sending")
    expect(page.get_by_text("10 questions are open")).to_be_visible(timeout=30_000)
    question = page.get_by_test_id("stExpander").filter(has_text="flee that State")
    question.locator("summary").click()
    question.get_by_role("radio", name="yes", exact=True).click(force=True)
    question.get_by_role("textbox", name="Reason", exact=True).fill("asked for protection last week")
    question.get_by_role("textbox", name=re.compile("go on in spite")).fill("Head of the unit")
    question.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_text(re.compile("nobody can lift this"))).to_be_visible(timeout=30_000)
    picture(page, "journey-states-refused", full_page=True)
    question.get_by_role("textbox", name=re.compile("go on in spite")).fill("")
    question.get_by_role("radio", name="no", exact=True).click(force=True)
    question.get_by_role("textbox", name="Reason", exact=True).fill("nobody fled, asked victim support")
    question.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_text("9 questions are open")).to_be_visible(timeout=30_000)

    choose(page, ready, "Legal basis")
    expect(page.get_by_text("To verify before a letter is final")).to_be_visible(timeout=30_000)
    accessible(page)
    how = page.get_by_label("How it was verified")
    if how.count():
        open_facts = how.count()
        how.first.fill("directory of competent authorities")
        how.first.press("Tab")
        ready(page)
        page.get_by_role("button", name="Verified", exact=True).first.click()
        expect(page.get_by_text(re.compile("Verified by"))).to_be_visible(timeout=30_000)
        expect(page.get_by_label("How it was verified")).to_have_count(open_facts - 1)
    picture(page, "journey-states-verified", full_page=True)


def test_the_worklist_over_all_cases(page, sign_in, ready, picture, accessible):
    sign_in(page, "prosecutor", "/not_told")
    expect(page.get_by_text(re.compile(r"\d+ cases gone through"))).to_be_visible(timeout=60_000)
    ready(page)
    accessible(page)
    picture(page, "journey-not-told")
