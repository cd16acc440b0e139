"""What the database really allows, beside the table that a person has reviewed.

After a change that is meant, the lines that the failing test prints are reviewed and copied by
hand: nothing writes the table.
"""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.rights import lines_of, rights_of_groups

REVIEWED = Path(__file__).with_name("rights.tsv")

# Statements about roles cannot take parameters; their words are checked and quoted.
MAY_EXECUTE = {
    "customers_counted",
    "customers_sampled",
    "customers_to_spread",
    "deactivate_staff",
    "end_sessions",
    "ensure_login",
    "give_groups",
    "give_password",
    "reactivate_staff",
}


def reviewed() -> list[str]:
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_rights_are_those_that_were_reviewed(database: Database) -> None:
    with database.asking() as session:
        asked = ["\t".join(line) for line in lines_of(rights_of_groups(session))]
    known = reviewed()
    changed = [f"- {line}" for line in known if line not in asked]
    changed += [f"+ {line}" for line in asked if line not in known]

    assert not changed, "\n".join(["what may be done has changed (see rights.tsv):", *changed])


def test_reviewed_lines_are_sorted_and_said_once() -> None:
    assert reviewed() == sorted(set(reviewed()), key=lambda line: line.split("\t"))


FUNCTIONS = """
SELECT p.proname::text, p.prosecdef, r.rolname::text, p.prosrc, l.lanname::text,
       coalesce(array_to_string(p.proconfig, ' '), ''),
       has_function_privilege('public', p.oid, 'execute')
  FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner JOIN pg_language l ON l.oid = p.prolang
 WHERE p.pronamespace = 'public'::regnamespace
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


@pytest.fixture
def functions(database_url: str) -> list[tuple[str, bool, str, str, str, str, bool]]:
    with psycopg.connect(database_url) as owner:
        return owner.execute(FUNCTIONS).fetchall()


Functions = list[tuple[str, bool, str, str, str, str, bool]]


def test_functions_with_the_owners_rights_look_names_up_in_their_own_places(
    functions: Functions,
) -> None:
    path = "search_path=pg_catalog, public, pg_temp"

    assert [
        name for name, owners, *_, config, _ in functions if owners and path not in config
    ] == []


def test_functions_belong_to_the_owner_who_cannot_sign_in(functions: Functions) -> None:
    assert {owner for _name, _owners, owner, *_ in functions} == {"crm_owner"}


def test_no_function_is_everybodys(functions: Functions) -> None:
    assert [name for name, *_, everybodys in functions if everybodys] == []


def test_only_statements_about_roles_are_put_together_from_words(functions: Functions) -> None:
    composed = {
        name
        for name, _owners, _owner, body, language, *_ in functions
        if language == "plpgsql" and "EXECUTE" in body.upper().replace("EXECUTE FUNCTION", "")
    }

    assert composed == MAY_EXECUTE


def test_extensions_functions_are_nobodys_either(database_url: str) -> None:
    with psycopg.connect(database_url) as owner:
        rows = owner.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND has_function_privilege('public', oid, 'execute')"
        ).fetchall()

    assert rows == []


def test_every_table_of_a_customer_has_row_level_security(database_url: str) -> None:
    with psycopg.connect(database_url) as owner:
        bare = owner.execute(
            "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
            " AND NOT c.relrowsecurity AND (c.relname = 'customer'"
            "  OR a.attname IN ('customer_id', 'order_id', 'call_id', 'shipment_id'))"
        ).fetchall()

    assert bare == []


def test_policies_find_a_login_by_its_index(database_url: str) -> None:
    with psycopg.connect(database_url) as owner:
        policies = owner.execute(
            "SELECT tablename, policyname FROM pg_policies WHERE qual ~ 'login = .*SESSION_USER'"
            " AND qual !~ 'COLLATE \"default\"'"
        ).fetchall()

    assert policies == []
