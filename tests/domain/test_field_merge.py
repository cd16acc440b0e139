from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.field_merge import Merge, changed_fields, merge_fields

FIELDS = st.dictionaries(st.sampled_from("名電住"), st.sampled_from(["", "髙", "﨑"]))


def test_changes_in_different_fields_go_together() -> None:
    merged = merge_fields({"名": "髙橋"}, {"名": "髙橋", "電": "03"}, {"名": "渡邉"})

    assert merged == Merge({"電": "03"}, {"名": "渡邉"}, ())


def test_same_change_by_both_is_stored_already() -> None:
    merged = merge_fields({"名": "髙橋"}, {"名": "渡邉"}, {"名": "渡邉"})

    assert merged == Merge({}, {"名": "渡邉"}, ())


def test_different_values_for_one_field_collide() -> None:
    assert merge_fields({"電": "03"}, {}, {"電": "090"}).colliding == ("電",)


@given(seen=FIELDS, wanted=FIELDS, stored=FIELDS)
def test_no_change_is_lost_or_overwritten(
    seen: dict[str, object], wanted: dict[str, object], stored: dict[str, object]
) -> None:
    merged = merge_fields(seen, wanted, stored)

    result = {**stored, **merged.to_store}
    for field, value in changed_fields(seen, stored).items():
        assert result.get(field) == value
    for field, value in changed_fields(seen, wanted).items():
        assert result.get(field) == value or field in merged.colliding
