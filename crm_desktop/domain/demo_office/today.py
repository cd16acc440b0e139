"""What awaits the operators this morning: tasks, and calls that nobody could take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from crm_desktop.domain.demo_office.calls import PastCall, missed_call
from crm_desktop.domain.demo_office.cast import showcase_id
from crm_desktop.domain.demo_office.history import Office
from crm_desktop.domain.demo_office.people import Person
from crm_desktop.domain.demo_office.plan import in_japan
from crm_desktop.domain.demo_office.rows import DemoRow, TaskRow
from crm_desktop.domain.demo_office.staff import TADOKORO_ID

PEOPLE_NEEDED: Final = 6
_EARLIEST_MISSED_S: Final = 300
_MISSED_AGO_S: Final = (6600, 3900, 1500)
_STRANGER: Final = "+81665550177"
_DAY_S: Final = 86400
# Kind, title, days until due, priority, whether it is 田所's or anybody's.
_TASKS: Final = (
    ("call_back", "定期の休止について折り返し(午後をご希望)", 0, 1, True),
    ("call_back", "入金の確認がとれたらご連絡", 0, 0, True),
    ("follow_up", "アレルギー成分表がお手元に届いたか確認", 0, 0, True),
    ("follow_up", "新しい住所の番地を確認", -1, 1, True),
    ("call_back", "破損の代わりの品が届いたかお伺い", -3, 2, True),
    ("letter", "ご紹介いただいたお礼状", 1, 0, True),
    ("follow_up", "払込票の再発行 3日後の入金確認", 0, 0, False),
    ("other", "のし名の確認(お歳暮)", 2, 0, False),
)


def today_rows(office: Office, people: Sequence[Person]) -> Iterator[DemoRow]:
    """Yield the tasks and missed calls of today, about ``people`` (at least PEOPLE_NEEDED)."""
    yield _letter_task(office)
    for number, task in enumerate(_TASKS):
        yield _row(office, people[number % len(people)].customer_id, task)
    for call in _missed_calls(office, people):
        yield call.call
        yield call.leg


def _letter_task(office: Office) -> TaskRow:
    """Return the reminder that the showcase customer's letter wants an answer."""
    reminder = ("letter", "お手紙のお礼のお電話(ゆっくり・大きめの声で)", 0, 1, True)
    return _row(office, showcase_id(office.plan.customers), reminder)


def _row(office: Office, customer_id: int, task: tuple[str, str, int, int, bool]) -> TaskRow:
    kind, title, due_days, priority, mine = task
    task_id = next(office.numbering.tasks)
    return TaskRow(
        id=task_id,
        operation_id=UUID(int=task_id),
        customer_id=customer_id,
        staff_id=TADOKORO_ID if mine else None,
        note_id=None,
        kind=kind,
        title=title,
        due_on=office.plan.today + timedelta(days=due_days),
        priority=priority,
        state="open",
        outcome="",
        created_at=in_japan(office.plan.today - timedelta(days=5), _DAY_S // 2),
    )


def _missed_calls(office: Office, people: Sequence[Person]) -> Iterator[PastCall]:
    """Yield three calls in the last two hours, none of them before midnight."""
    staff = office.desk.staff[TADOKORO_ID - 1]
    midnight = in_japan(office.plan.today, 0)
    now_s = int((office.plan.now - midnight).total_seconds())
    callers = [people[0], None, people[1]]
    for person, ago_s in zip(callers, _MISSED_AGO_S, strict=True):
        began_at = in_japan(office.plan.today, max(now_s - ago_s, min(now_s, _EARLIEST_MISSED_S)))
        number = person.phones[0].number if person else _STRANGER
        yield missed_call(
            office.numbering,
            staff,
            number,
            began_at,
            customer_id=person.customer_id if person else None,
        )
