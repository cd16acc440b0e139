from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.telephony.dialog_info import (
    LONGEST_TEXT,
    BadDialogInfo,
    Dialog,
    DialogInfo,
    read_dialog_info,
)

HEAD = '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" entity="sip:201@pbx" '


def test_dialog_is_read_with_who_is_at_the_other_end() -> None:
    body = f"""<?xml version="1.0"?>
    {HEAD} version="7" state="partial"><dialog id="as7d" call-id="a84" direction="recipient">
    <state event="rejected" code="603">terminated</state>
    <local><identity>sip:201@pbx</identity></local>
    <remote><identity display="髙橋 﨑">sip:%2B81312345678;phone-context=a@pbx</identity>
    <target uri="sip:x@y"/></remote></dialog></dialog-info>"""

    dialog = Dialog(
        "as7d",
        "terminated",
        "recipient",
        "rejected",
        "sip:%2B81312345678;phone-context=a@pbx",
        "髙橋 﨑",
        "a84",
    )
    assert read_dialog_info(body.encode()) == DialogInfo(7, is_full=False, dialogs=(dialog,))
    assert dialog.remote_user == "+81312345678"


@pytest.mark.parametrize(
    ("remote", "user"),
    [
        ("sip:0312345678@pbx:5060;user=phone", "0312345678"),
        ("tel:+81-3-1234-5678;phone-context=x", "+81-3-1234-5678"),
        ("sips:anonymous@anonymous.invalid", "anonymous"),
        ("201", "201"),
        ("sip:pbx.example", "pbx.example"),
        ("", ""),
    ],
)
def test_number_is_found_in_any_address(remote: str, user: str) -> None:
    assert Dialog("a", "early", remote=remote).remote_user == user


def test_address_is_that_of_the_target_where_no_identity_is_told() -> None:
    body = f"""{HEAD} version="0" state="full"><dialog id="1"><state>early</state>
    <remote><target uri="sip:0312345678@pbx"/></remote></dialog></dialog-info>"""

    assert read_dialog_info(body.encode()).dialogs[0].remote == "sip:0312345678@pbx"


def test_shift_jis_name_is_read() -> None:
    body = f"""<?xml version="1.0" encoding="Shift_JIS"?>{HEAD} version="0" state="full">
    <dialog id="1"><state>early</state><remote><identity display="佐藤">sip:1@a</identity></remote>
    </dialog></dialog-info>"""

    assert read_dialog_info(body.encode("shift_jis")).dialogs[0].remote_name == "佐藤"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD} version="1">&l9;</dialog-info>',
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///x">]>{HEAD} version="1">&x;</dialog-info>',
        f'<!DOCTYPE d SYSTEM "http://192.0.2.1/d.dtd">{HEAD} version="1"/>',
        f'{HEAD} version="1">&x;</dialog-info>',
        f'{HEAD} version="1">' + "<dialog>" * 30 + "</dialog>" * 30 + "</dialog-info>",
        f'{HEAD} version="1">' + "<dialog/>" * 6_000 + "</dialog-info>",
        f'{HEAD} version="-1"/>',
        f'{HEAD} version="{"9" * 5_000}"/>',
        f"{HEAD} />",
        '<presence version="1"/>',
        f'<?xml version="1.0" encoding="unheard-of"?>{HEAD} version="1"/>',
        f'{HEAD} version="1">',
        "",
    ],
    ids=["laughs", "file", "dtd", "entity", "deep", "many", "minus", "long", "no version",
         "presence", "encoding", "cut", "empty"],
)  # fmt: skip
def test_hostile_or_foreign_body_is_refused(body: str) -> None:
    with pytest.raises(BadDialogInfo):
        read_dialog_info(body.encode())


def test_long_texts_and_control_signs_are_cut() -> None:
    body = f"""{HEAD} version="0" state="full"><dialog id="{"x" * 5000}"><state>early</state>
    <remote><identity display="a&#10;b">sip:1@a</identity></remote></dialog></dialog-info>"""

    dialog = read_dialog_info(body.encode()).dialogs[0]

    assert (len(dialog.dialog_id), dialog.remote_name) == (LONGEST_TEXT, "a b")


@given(st.binary(max_size=300) | st.text(alphabet="<>/&;dialog-inf \"='0\x00?!", max_size=200))
def test_any_body_is_read_or_refused(body: bytes | str) -> None:
    octets = body.encode() if isinstance(body, str) else body
    for spoilt in (octets, f'{HEAD} version="1">'.encode() + octets + b"</dialog-info>"):
        try:
            read_dialog_info(spoilt)
        except BadDialogInfo:
            continue
