from ui.front import handout, map_desk

FILE = handout.File("letter-C-7K2M9QX4.docx", b"x", "application/octet-stream")


def test_a_file_is_given_once_and_to_its_owner_only():
    token = handout.offer("a.officer", FILE)
    assert handout.take(token, "b.officer") is None
    assert handout.take(token, "a.officer") == FILE
    assert handout.take(token, "a.officer") is None
    assert handout.take("no-such-token", "a.officer") is None


def test_a_file_does_not_wait_for_ever():
    assert handout.take(handout.offer("a.officer", FILE, seconds=-1), "a.officer") is None


def test_two_files_have_two_tokens():
    assert handout.offer("a.officer", FILE) != handout.offer("a.officer", FILE)


def test_a_map_is_found_by_its_owner_and_keeps_its_address():
    token = map_desk.keep("a.officer", "<html>1</html>")
    assert map_desk.find(token, "a.officer") == "<html>1</html>"
    assert map_desk.find(token, "b.officer") is None
    assert map_desk.find("0" * 64, "a.officer") is None
    assert map_desk.keep("a.officer", "<html>1</html>") == token
    assert map_desk.keep("b.officer", "<html>1</html>") != token
