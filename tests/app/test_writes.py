"""Everything that is written is written once, though the answer got lost and it is sent again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text

import crm_desktop
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import ADMIN, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.errors.database import DatabaseUnreachable
from tests.app.deed_office import Office
from tests.app.deeds import DEEDS
from tests.conftest import LoginAt
from tests.unheard import Unheard

# What is done again by itself, or tells itself from what is there: why no operation is needed.
OTHERS: Final = {
    "actions.access_history.read_access_history": "a question, put on record each time",
    "actions.backups": "the worker's; a backup is its folder",
    "actions.due_moves._do_one": "does what is due and not done",
    "actions.exports.export_customers": "a question, put on record each time",
    "actions.floor_exports.export_floor": "a question, put on record each time",
    "actions.imports.rehearsing": "rows are told from those that are there by their keys",
    "actions.intake": "pages are told from those that are there by what they hold",
    "actions.locating.locate_run": "locates what is not located",
    "actions.online_locating": "stores where one address is",
    "actions.openings.read_opened_cards": "a question, put on record each time",
    "actions.originals": "moves what is not moved",
    "actions.page_texts.read_page": "reads what is not read",
    "app.address_map_questions._located": "locates what is not located",
    "app.customer_moves_questions.sample": "a question, put on record each time",
    "app.demo": "the demo office's own",
    "app.demo_calls": "the demo office's own",
    "app.demo_colleague": "the demo office's own",
    "app.demo_floor": "the demo office's own",
    "app.demo_patient": "the demo office's own",
    "app.draft_sharing.share": "a draft is one row by its id",
    "app.draft_sharing.take_over": "lies on the card as one's own, to be taken over again",
    "app.draft_sharing.unshare": "says that it is not there",
    "app.doctor_tasks._try_again": "tries again what was given up and is not tried already",
    "app.doctor._watch": "asks for the next minute, again or not",
    "app.doctor._record": "steps of a call are told from those that are there",
    "app.embedded_place.create_first_person": "made only where there is nobody",
    "app.letter_inbox_questions._deed": "stands in the table under each of its deeds",
    "app.office_questions": "who may come in is set to what is said; see _save for the others",
    "app.office_questions._save": "stands in the table under each of its deeds",
    "app.password_changes.change_password": "asks which password is the present one",
    "app.reported_calls._write": "steps of a call are told from those that are there",
    "commands": "a person looks at what came of it",
    "database.sent_operations.save": "is what the others do",
    "telephony": "steps of a call are told from those that are there; requests are claimed",
    "worker": "tasks are done again until they are done",
}
# Sets anew until when, or since when, something is so.
RENEWED: Final = {
    "call_desk_questions.move",
    "desk_questions.remember_choice",
    "task_questions.take",
}
TABLES: Final = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    " AND relname NOT LIKE 'audit%' AND relname NOT IN ('saved_operation', 'opened_card')"
)


@pytest.fixture
def office(database: Database, login_at: LoginAt) -> Iterator[Office]:
    groups = (OPERATOR, SUPERVISOR, SCANNER, ADMIN)
    other = Database(login_at(database, OPERATOR, name="佐伯 千鶴"), pool_size=1)
    with Unheard(login_at(database, *groups, extension="201"), pool_size=2) as desk, other:
        with desk.asking() as session, other.asking() as others:
            staff, colleague = sign_in(session, "test"), sign_in(others, "test")
        yield Office(desk, database, staff, colleague.staff_id)


def stored(office: Office) -> dict[str, tuple[int, str]]:
    """Return of every table how many rows it has, and a sum of all that stands in them."""
    told = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t"
    with office.owner.reading() as session:
        tables = session.scalars(TABLES).all()
        rows = {table: session.execute(text(told.format(table))).one() for table in tables}
    return {table: (rows, total) for table, (rows, total) in rows.items()}


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_what_is_sent_again_after_a_lost_answer_changes_nothing(name: str, office: Office) -> None:
    deed = DEEDS[name](office)
    before = stored(office)
    with office.desk.unheard(), pytest.raises(DatabaseUnreachable):
        deed()
    once = stored(office)

    deed()

    twice = stored(office)
    assert counted(twice) == counted(once)
    assert name in RENEWED or twice == once
    assert name in NOTHING_TO_DO or once != before


# They find nothing to do in this small office; that they do nothing twice is shown all the same.
NOTHING_TO_DO: Final = {
    "customer_moves_questions.note",
    "desk_help.seen",
    "new_customers.mark",
    "task_questions.give_back",
}


def counted(tables: dict[str, tuple[int, str]]) -> dict[str, int]:
    return {table: rows for table, (rows, _sum) in tables.items()}


def test_every_write_stands_in_the_table() -> None:
    known = {f"app.{name}" for name in DEEDS} | set(OTHERS)
    missing = [
        write
        for write in writes()
        if not {write, write.rpartition(".")[0], write.partition(".")[0]} & known
    ]

    assert missing == []


def test_table_names_no_write_that_is_gone() -> None:
    found = set(writes())
    prefixes = {write.rpartition(".")[0] for write in found} | {
        write.partition(".")[0] for write in found
    }

    assert set(OTHERS) - found - prefixes == set()


def writes() -> list[str]:
    """Return where the program writes: package, module and the outermost function."""
    root = Path(crm_desktop.__file__).parent
    found = set()
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        tree = ast.parse(path.read_text("utf-8"))
        if not module.startswith("ui."):
            found |= {f"{module}.{function}" for function in _writing(tree)}
    return sorted(found)


def _writing(tree: ast.Module) -> Iterator[str]:
    bodies = [tree.body, *(one.body for one in tree.body if isinstance(one, ast.ClassDef))]
    for function in (one for body in bodies for one in body if isinstance(one, ast.FunctionDef)):
        if any(_is_write(node) for node in ast.walk(function)):
            yield function.name


def _is_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    whose = ast.unparse(node.func.value)
    return node.func.attr in _WRITING or (node.func.attr, whose) in _SENT


_WRITING: Final = {"writing", "settling"}
_SENT: Final = {("save", "self._sent"), ("_save", "self")}
