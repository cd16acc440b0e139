"""Decides which call the middle of the window is about, and whose card it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.ui.incoming_call.call_book import CallBook, CallChange
from crm_desktop.ui.incoming_call.state import (
    CallerAnswer,
    CallPhase,
    CustomerWanted,
    DeskCall,
    DialledHere,
    IncomingCallState,
    Lookup,
)

AttachNumber = Callable[[DeskCall, Form], None]


@dataclass(frozen=True, slots=True)
class CallQuestions:
    """What is asked and told of callers; all of it off the GUI thread.

    ``find_caller(number, call_id)`` answers who calls from an E.164 number;
    ``remember_choice(call_id, customer_id)`` keeps who it was; ``attach_number`` has the number of
    a call given to its customer in its turn. ``find_called`` answers as ``find_caller`` does, but
    opens nobody's card: the telephone may have been dialled by hand.
    """

    find_caller: Callable[[str, int], CallerAnswer]
    remember_choice: Callable[[int, int], None]
    attach_number: AttachNumber
    find_called: Callable[[str, int], CallerAnswer]


class IncomingCallPresenter(QObject):
    """Turns the steps of calls into the state of this desk.

    A call that rings here comes to the front unless something there must not be replaced (typing
    that is not saved, another call); then it waits in the list until `open_call`.
    """

    changed = Signal(object)  # IncomingCallState
    popped = Signal(object)  # DeskCall: came to the front by ringing
    dialled = Signal(object)  # DeskCall: what was dialled here goes out
    identified = Signal(object)  # DeskCall: its number was looked up (or it has none), once
    customer_wanted = Signal(object)  # CustomerWanted
    caller_page_wanted = Signal()  # chooser, unknown, no number: what `front` says
    correction_wanted = Signal(object)  # DeskCall: had with ``customer_id``, not with ``corrects``
    left = Signal(object)  # the call in front went away; customer id open before it, or None
    missed = Signal(object)  # DeskCall
    failed = Signal(object)  # Exception

    def __init__(
        self,
        extension: str,
        questions: CallQuestions,
        jobs: Jobs,
        *,
        may_replace: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Watch ``extension``; ``may_replace`` tells whether nothing typed would be covered."""
        super().__init__(parent)
        self._questions = questions
        self._jobs = jobs
        self._may_replace = may_replace
        self._extension = extension
        self._book = CallBook(extension)
        self._front: int | None = None
        self._shown = False
        self._open_customer: int | None = None
        self._open_before: int | None = None
        self._remembered: set[tuple[int, int]] = set()
        self._waiting_since: tuple[datetime, ...] = ()

    def on_call_step(self, step: CallStepRow) -> None:
        """Follow one step of any call in the office."""
        before = self._book.call(step.call_id)
        match self._book.take(step):
            case CallChange.RANG:
                self._on_rang(step.call_id)
            case CallChange.CALLED:
                self._on_called(step.call_id)
            case CallChange.ANSWERED:
                self._on_answered(step.call_id, known=before is not None)
            case CallChange.ENDED:
                self._on_ended(step.call_id)
            case CallChange.GONE:
                self._on_gone(before)
            case CallChange.MISSED:
                self._on_gone(before)
                self.missed.emit(before)
            case CallChange.NOTHING:
                pass
        self._emit()

    def expect_call(self, dialled: DialledHere) -> None:
        """Know what was just dialled here: its call comes to the front, with its customer."""
        self._book.expect(dialled)

    def open_call(self, call_id: int) -> None:
        """Bring a call of the list to the front; typing that is there is the card's to keep."""
        call = self._book.call(call_id)
        if call is None:
            return
        self._drop_ended_front(unless=call_id)
        self._put_in_front(call_id)
        self._emit()
        self._show_front()

    def choose_customer(self, customer_id: int) -> None:
        """Settle which of the people who share the number is calling."""
        call = self._front_call()
        if call is None:
            return
        match = next((m for m in call.answer.matches if m.customer_id == customer_id), None)
        if match is not None:
            self._settle(replace(call, customer_id=customer_id, customer_name=match.name))

    def choose_again(self, call_id: int) -> None:
        """Ask anew who is calling: it is somebody else than was thought."""
        call = self._book.call(call_id)
        if call is not None and call.customer_id is not None:
            self._book.put(call.asked_anew())
            self._remembered.discard((call_id, call.customer_id))
            self.open_call(call_id)

    def keep_chosen(self) -> bool:
        """Leave it at who was thought to call, where that is asked anew; tell whether it was."""
        call = self._front_call()
        if call is None or call.customer_id is not None or call.corrects is None:
            return False
        self._settle(call.as_thought())
        return True

    def on_corrected(self, call: DeskCall) -> None:
        """Show the card of ``call.customer_id``, to whom the call was moved."""
        now = self._book.call(call.call_id)
        if now is not None and call.customer_id is not None:
            self._remembered.add((call.call_id, call.customer_id))
            self._settle(replace(call, phase=now.phase, since=now.since, corrects=None))

    def on_waiting(self, waiting_since: tuple[datetime, ...]) -> None:
        """Know since when calls wait in this desk's queues."""
        if waiting_since != self._waiting_since:
            self._waiting_since = waiting_since
            self._emit()

    def open_call_with(self, customer_id: int) -> bool:
        """Turn to the call that is had with the customer; tell whether there is one."""
        calls = (call for call in self._book.calls if call.phase is not CallPhase.RINGING)
        call = next((call for call in calls if call.customer_id == customer_id), None)
        if call is not None:
            self.open_call(call.call_id)
        return call is not None

    def finish(self) -> None:
        """Know that nothing is left to be written about the call in front."""
        call = self._front_call()
        if call is not None:
            self._book.put(replace(call, unfinished=False))

    @property
    def asks_who(self) -> bool:
        """Whether a call goes on in front of which nobody has said yet who is calling."""
        call = self._front_call()
        return call is not None and call.customer_id is None and not self._front_is_over()

    def attach_number(self, customer_id: int, name: str) -> None:
        """Give a customer who was found by hand the number that is calling, and open the card."""
        call = self._front_call()
        if call is None:
            return
        added = replace(call, customer_id=customer_id, customer_name=name, lookup=Lookup.ADDED)
        form = Form(self, lambda _done: self._settle(added), self.failed.emit, lambda: None)
        self._questions.attach_number(added, form)

    def on_attached(self, call_id: int, customer_id: int, name: str) -> None:
        """Know that a number that waited is the customer's; their card opens if it is not too late.

        It is when the call is gone, or somebody was chosen for it meanwhile.
        """
        call = self._book.call(call_id)
        if call is not None and call.customer_id is None:
            known = replace(call, customer_id=customer_id, customer_name=name)
            self._settle(replace(known, lookup=Lookup.ADDED))

    def open_unattached(self, customer_id: int, name: str) -> None:
        """Open the card of who calls from a number that is not theirs; the number stays unknown."""
        call = self._front_call()
        if call is not None:
            self._settle(replace(call, customer_id=customer_id, customer_name=name))

    def on_customer_created(self, customer_id: int, name: str) -> None:
        """Take the customer who was just registered for the caller in front, if there is one."""
        call = self._front_call()
        if call is None:
            self.customer_wanted.emit(CustomerWanted(customer_id))
            return
        settled = replace(call, customer_id=customer_id, customer_name=name)
        self._settle(replace(settled, lookup=Lookup.ADDED) if call.number else settled)

    def look_up_again(self, call_id: int) -> None:
        """Ask once more who has the number, after asking failed."""
        call = self._book.call(call_id)
        if call is not None and call.lookup is Lookup.FAILED:
            self._book.put(replace(call, lookup=Lookup.SEARCHING))
            self._look_up(call_id)
            self._emit()

    def on_customer_opened(self, customer_id: int | None) -> None:
        """Know whose card is open (None: none). A call that is over goes with its card."""
        self._open_customer = customer_id
        front = self._front_call()
        if front is not None and front.customer_id != customer_id:
            self._drop_ended_front()
            self._emit()

    def leave(self) -> None:
        """Turn the middle of the window away from the call; it stays in the list while it lasts."""
        self._drop_ended_front()
        self._front = None
        self._emit()

    def forget_calls(self) -> None:
        """Know of no call: what goes on is told anew once calls are followed again."""
        self._book = CallBook(self._extension)
        self._front = None
        self._emit()

    def _on_rang(self, call_id: int) -> None:
        may_pop = self._front is None or self._front == call_id or self._front_is_over()
        if may_pop and self._may_replace():
            self._drop_ended_front(unless=call_id)
            self._put_in_front(call_id)
            self._emit()
            self.popped.emit(self._book.call(call_id))
        self._look_up(call_id)

    def _on_called(self, call_id: int) -> None:
        """Show what was dialled here unless a call goes on in front; offer the rest in the list."""
        call = self._book.call(call_id)
        if call is None or not call.dialled_here:
            self._look_up(call_id)
            return
        self.dialled.emit(call)
        may_show = self._front is None or self._front_is_over()
        is_open = call.customer_id is not None and call.customer_id == self._open_customer
        if may_show and (is_open or self._may_replace()):
            self._drop_ended_front()
            self._put_in_front(call_id)
            if call.customer_id is not None:
                self._show_front()
        self._look_up(call_id)

    def _on_answered(self, call_id: int, *, known: bool) -> None:
        if not known:
            self._on_rang(call_id)
        self._remember(self._book.call(call_id))

    def _on_ended(self, call_id: int) -> None:
        call = self._book.call(call_id)
        if call_id != self._front and not (call is not None and call.unfinished):
            self._book.remove(call_id)

    def _on_gone(self, call: DeskCall | None) -> None:
        if call is None or call.call_id != self._front:
            return
        if self._may_replace():
            self._front = None
            self._show_next()
        else:  # what was typed for this caller keeps its band
            self._book.keep(replace(call, phase=CallPhase.ENDED))

    def _show_next(self) -> None:
        """Turn to the call that has rung here longest; without one, to what was there before."""
        ringing = [call for call in self._book.calls if call.phase is CallPhase.RINGING]
        if ringing:
            self.open_call(ringing[-1].call_id)
            self.popped.emit(ringing[-1])
        else:
            self.left.emit(self._open_before)

    def _look_up(self, call_id: int) -> None:
        call = self._book.call(call_id)
        if call is None or call.lookup is not Lookup.SEARCHING:
            self._show_found(call_id)
            return
        number = call.number
        ask = self._questions.find_called if call.outgoing else self._questions.find_caller
        self._jobs.run(
            self,
            lambda: ask(number, call_id),
            then=lambda answer: self._on_found(call_id, number, answer),
            failed=lambda error: self._on_lookup_failed(call_id, error),
        )

    def _on_found(self, call_id: int, number: str, answer: CallerAnswer) -> None:
        call = self._book.call(call_id)
        if call is None or call.number != number or call.lookup is not Lookup.SEARCHING:
            return
        self._book.put(call.identified(answer))
        self._emit()
        self._show_found(call_id)

    def _on_lookup_failed(self, call_id: int, error: Exception) -> None:
        call = self._book.call(call_id)
        if call is not None:
            self._book.put(replace(call, lookup=Lookup.FAILED))
            self._emit()
            self._show_found(call_id)
        self.failed.emit(error)

    def _show_found(self, call_id: int) -> None:
        call = self._book.call(call_id)
        if call is None:
            return
        if call_id == self._front and not self._shown:
            if self._may_replace():
                self._show_front()
            else:  # something was typed while the answer was awaited
                self._front = None
                self._emit()
        self._remember(call)
        self.identified.emit(call)

    def _put_in_front(self, call_id: int) -> None:
        self._front = call_id
        self._shown = False
        self._open_before = self._open_customer

    def _show_front(self) -> None:
        call = self._front_call()
        if call is None or call.lookup is Lookup.SEARCHING:
            return
        self._shown = True
        if call.customer_id is None:
            self.caller_page_wanted.emit()
            return
        self._book.put(replace(call, unfinished=True))
        card = call.answer.card
        fits = card is not None and card.customer_id == call.customer_id
        self.customer_wanted.emit(CustomerWanted(call.customer_id, card if fits else None, call))

    def _settle(self, call: DeskCall) -> None:
        if call.corrects not in {None, call.customer_id}:
            self.correction_wanted.emit(call)
            return
        call = replace(call, corrects=None, corrects_name="")
        self._book.put(call)
        self._remember(call, at_once=True)
        self._emit()
        if call.call_id == self._front:
            self._show_front()

    def _remember(self, call: DeskCall | None, *, at_once: bool = False) -> None:
        """Keep who called once that is sure: chosen by hand, or the only one and spoken to."""
        if call is None or call.customer_id is None:
            return
        customer_id, call_id = call.customer_id, call.call_id
        sure = at_once or (call.phase is CallPhase.TALKING and not call.outgoing)
        if not sure or (call_id, customer_id) in self._remembered:
            return
        here = {one for one in self._remembered if self._book.call(one[0]) is not None}
        self._remembered = here | {(call_id, customer_id)}
        self._jobs.run(
            self,
            lambda: self._questions.remember_choice(call_id, customer_id),
            then=lambda _done: None,
            failed=self.failed.emit,
        )

    def _front_call(self) -> DeskCall | None:
        return None if self._front is None else self._book.call(self._front)

    def _front_is_over(self) -> bool:
        call = self._front_call()
        return call is not None and call.phase is CallPhase.ENDED

    def _drop_ended_front(self, *, unless: int | None = None) -> None:
        if self._front is not None and self._front != unless and self._front_is_over():
            self._book.remove(self._front)
            self._front = None

    def _emit(self) -> None:
        self.changed.emit(
            IncomingCallState(self._book.calls, self._front_call(), self._waiting_since)
        )
