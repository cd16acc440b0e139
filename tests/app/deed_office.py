"""An office in which everything can be done twice that desks save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import insert, text, update

from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.help_requests import HelpWish
from crm_desktop.actions.letters import SeenLetter
from crm_desktop.app.address_map_questions import AddressMapQuestions
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.app.call_rules_questions import CallRulesQuestions
from crm_desktop.app.customer_moves_questions import CustomerMovesQuestions
from crm_desktop.app.desk_help import HelpQuestions
from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.app.letter_inbox_questions import LetterInboxQuestions
from crm_desktop.app.map_settings_questions import MapSettingsQuestions
from crm_desktop.app.new_customers import NewCustomersQuestions
from crm_desktop.app.office_questions import OfficeQuestions
from crm_desktop.app.paper_questions import PaperQuestions
from crm_desktop.app.printed_papers_questions import PrintedPapersQuestions
from crm_desktop.app.task_questions import TaskQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.models.shipment import Enclosure
from crm_desktop.database.queries.letters import quarantined_files
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed, SpreadReason
from crm_desktop.domain.stopping import Stopping
from crm_desktop.ui.customer_moves.move_presenter import Draft
from crm_desktop.ui.main_window import DeskOfWindow
from crm_desktop.ui.shared.formats import Formats
from tests.actions.letter_builders import a_letter
from tests.builders import MOBILE, a_customer
from tests.located_homes import FewTowns
from tests.unheard import Unheard

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Office:
    """A desk whose answers can get lost, the owner beside it, and who signed in."""

    desk: Unheard
    owner: Database
    staff: SignedInStaff
    other_staff_id: int

    def customer(self, **facts: Any) -> int:
        """Return a new customer whose card is open here."""
        with self.owner.writing() as session:
            customer_id = a_customer(session, postal_code="1600023", **facts).id
        with self.desk.asking() as session:
            session.execute(text("SELECT open_card(:id, 'search')"), {"id": customer_id})
        return customer_id

    def task(self, **facts: Any) -> int:
        with self.owner.writing() as session:
            task = Task(title="折り返し", due_on=TODAY, staff_id=self.staff.staff_id, **facts)
            session.add(task)
            session.flush()
            return task.id

    def note(self, approval: str) -> int:
        """Return a note of one's own that waits for approval, or was sent back."""
        note = ContactNote(
            operation_id=uuid4(),
            customer_id=self.customer(),
            staff_id=self.staff.staff_id,
            body="箱が潰れていた",
            happened_at=datetime.now(UTC),
        )
        with self.owner.writing() as session:
            session.add(note)
            session.flush()
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(
                update(ContactNote)
                .where(ContactNote.id == note.id)
                .values(approval=approval, revision=1)
            )
            return note.id

    def call(self, *stages: CallStage) -> int:
        """Return a call from a mobile to one's own telephone."""
        began, name = datetime.now(UTC) - timedelta(minutes=1), str(uuid4())
        with self.owner.writing() as session:
            for second, stage in enumerate((CallStage.RINGING, *stages)):
                event = CallEvent(
                    "test",
                    name,
                    stage,
                    began + timedelta(seconds=second),
                    CallDirection.IN,
                    caller=MOBILE,
                    extension=self.staff.extension,
                )
                record_call_event(session, event)
            if CallStage.ENDED in stages:
                missed = "UPDATE call SET ended_at = now(), result = 'missed'"
                session.execute(text(f"{missed} WHERE source_call_id = :name"), {"name": name})
            query = text("SELECT id FROM call WHERE source_call_id = :name")
            return int(session.scalars(query, {"name": name}).one())

    def letter(self, *pages: str) -> SeenLetter:
        with self.owner.writing() as session:
            return a_letter(session, *(pages or ("一枚目", "二枚目")))

    def category(self) -> int:
        with self.owner.writing() as session:
            category = NoteCategory(label_ja="苦情", label_en="Complaint")
            session.add(category)
            session.flush()
            return category.id

    def enclosure(self) -> int:
        with self.owner.writing() as session:
            enclosure = Enclosure(code=str(uuid4()), title="秋のちらし")
            session.add(enclosure)
            session.flush()
            return enclosure.id

    def refused_file(self) -> Any:
        row = {"name": "a.pdf", "source": "scan", "sha256": b"1" * 32, "byte_size": 1}
        with self.owner.writing() as session:
            session.execute(insert(QuarantinedFile).values(**row, problem="PaperDamaged"))
        with self.desk.reading() as session:
            return quarantined_files(session)[-1]

    def home(self) -> Any:
        customer_id = self.customer()
        (home,) = self.map.load_homes(customer_id).homes
        return home

    def drafted(self) -> int:
        return self.moves.draft(self.draft(), lambda _count: None, Stopping()).move_id

    def draft(self) -> Draft:
        placed = Placed(self.customer(), self.other_staff_id, SpreadReason.SHARE)
        return Draft(uuid4(), CustomerFilter(), {}, [placed])

    def ask_help(self) -> HelpWish:
        wish = HelpWish(uuid4(), self.customer())
        self.help.ask(wish)
        return wish

    @cached_property
    def tasks(self) -> TaskQuestions:
        return TaskQuestions(self.desk, lambda: TODAY, UTC)

    @cached_property
    def rules(self) -> CallRulesQuestions:
        return CallRulesQuestions(self.desk, self.staff.staff_id)

    @cached_property
    def printed(self) -> PrintedPapersQuestions:
        return PrintedPapersQuestions(self.desk)

    @cached_property
    def map(self) -> AddressMapQuestions:
        tiles = cast("Any", _NoTiles())
        return AddressMapQuestions(self.desk, self.staff.staff_id, cast("Any", _Towns()), tiles)

    @cached_property
    def map_settings(self) -> MapSettingsQuestions:
        return MapSettingsQuestions(self.desk, Path())

    @cached_property
    def papers(self) -> PaperQuestions:
        return PaperQuestions(self.desk, self.staff.staff_id, lambda: TODAY)

    @cached_property
    def inbox(self) -> LetterInboxQuestions:
        desk = DeskOfWindow(self.staff.login, "", Formats("ja"))
        return LetterInboxQuestions(self.desk, desk, self.staff.staff_id)

    @cached_property
    def calls(self) -> CallDeskQuestions:
        return CallDeskQuestions(self.desk, self.staff.staff_id, lambda: TODAY)

    @cached_property
    def moves(self) -> CustomerMovesQuestions:
        return CustomerMovesQuestions(self.desk, self.staff.staff_id)

    @cached_property
    def new_customers(self) -> NewCustomersQuestions:
        return NewCustomersQuestions(self.desk, plans=True)

    @cached_property
    def help(self) -> HelpQuestions:
        return HelpQuestions(self.desk)

    @cached_property
    def people(self) -> OfficeQuestions:
        return OfficeQuestions(self.desk)

    @cached_property
    def questions(self) -> DeskQuestions:
        return DeskQuestions(self.desk, self.staff, Formats("ja"), lambda: datetime.now(UTC))


class _Towns(FewTowns):
    credit = "towns"


class _NoTiles:
    def ground_for(self, *_facts: object) -> None:
        return None
