"""A form on its way to the database, while its person types on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from crm_desktop.actions.customer_edits import CustomerFields
from crm_desktop.ui.customer_edit.form_reading import brought_up_to_date
from crm_desktop.ui.customer_edit.state import EditForm


@dataclass(frozen=True, slots=True)
class SentForm:
    """What was sent; what is typed from then on is kept as the draft ``more_id``."""

    form: EditForm
    wanted: CustomerFields
    more_id: UUID

    def holds(self, form: EditForm) -> bool:
        """Tell whether ``form`` says what was sent, and nothing more."""
        return _content(form) == _content(self.form)

    def more(self, form: EditForm) -> EditForm:
        """Return what ``form`` says since, as another change over what was sent."""
        return replace(brought_up_to_date(form, self.wanted, ()), draft_id=self.more_id)

    def whole(self, more: EditForm) -> EditForm:
        """Return what was sent and what came since as one change again."""
        return replace(brought_up_to_date(more, self.form.seen, ()), draft_id=self.form.draft_id)


def _content(form: EditForm) -> tuple[object, ...]:
    return form.fields.fields, form.phones, form.addresses, form.usual
