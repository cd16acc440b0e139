"""Every field that words can be typed into: which draft keeps them, or why none does.

Days, ticks and choices are kept along with the words of their form.
"""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.draft import DraftKind

READ_ONLY: Final = "is read, not typed into"
PASSWORD: Final = "a password is kept nowhere"
SEARCH: Final = "looks for what is there already; nothing is stored of it"
PART: Final = "is part of others, which are listed"

_OTHERS: Final[dict[str, str]] = {
    "call_log.detail.CallDetail.notes": READ_ONLY,
    "call_log.filter_bar.FilterBar.words": SEARCH,
    "customer_card.paper_preview.PaperPreview.words": READ_ONLY,
    "customer_moves.going_list.GoingList.code": SEARCH,
    "customer_moves.many_choice._Popup.search": SEARCH,
    "customer_moves.spread_form.SpreadForm.search": SEARCH,
    "customer_search.inline.CustomerFinder.field": SEARCH,
    "customer_search.panel.CustomerSearchPanel.field": SEARCH,
    "doctor.tabs.FakeTab.number": "a made-up number for one test call, there from the beginning",
    "error_display.BugReportDialog.report": READ_ONLY,
    "letter_inbox.panel.LetterInboxPanel.text_field": SEARCH,
    "letter_inbox.whose_pane.WhosePane.field": SEARCH,
    "lock.panel.LockPanel.password": PASSWORD,
    "page_text.find_bar.FindBar.field": SEARCH,
    "page_text.pane.PageTextPane.theirs": READ_ONLY,
    "paper_viewer.aloud.AloudPane.words": READ_ONLY,
    "password_change.panel.PasswordChangePanel.field": PASSWORD,
    "shared.form_field.FormField.edit": PART,
    "sign_in.first_person_form.FirstPersonForm.field": "nobody has signed in whose draft it were",
    "sign_in.form.SignInForm.login": "nobody has signed in whose draft it were",
    "sign_in.form.SignInForm.password": PASSWORD,
    "staff.notice.PasswordStrip.password": READ_ONLY,
    "talk_script.pane.TalkScriptPane.text": READ_ONLY,
    "tasks.panel.TasksPanel.detail": READ_ONLY,
}

_KEPT: Final[dict[DraftKind, tuple[str, ...]]] = {
    DraftKind.NOTE: (
        "customer_card.note_form.NoteForm.body",
        "customer_card.note_form.NoteForm.follow_up_title",
    ),
    DraftKind.NEW_CUSTOMER: ("new_customer.form_parts.form_field.field",),  # and CUSTOMER
    DraftKind.ORDER: (
        "new_order.panel.NewOrderPanel.discount",
        "new_order.panel.NewOrderPanel.memo",
        "new_order.panel.NewOrderPanel.product",
        "new_order.panel.NewOrderPanel.shipping",
        "new_order.panel._number.edit",
    ),
    DraftKind.TASK: ("tasks.plan_fields.PlanFields.due_at", "tasks.sheets._Sheet.words"),
    DraftKind.APPROVAL: ("tasks.approval_pane.ApprovalPane.word",),
    DraftKind.HELP: ("help.lines.AskingLine.word", "help.lines.WritingLine.body"),
    DraftKind.DELIVERY_NOTE: ("address_map.delivery_note_box.DeliveryNoteBox.body",),
    DraftKind.PAGE_TEXT: ("page_text.pane.PageTextPane.editor",),
    DraftKind.UNWANTED: (
        "call_rules.unwanted_form._line.field",
        "incoming_call.unwanted_dialog.UnwantedDialog.reason",
    ),
    DraftKind.EXPORT: ("floor.people_pane.FloorPeoplePane.reason",),
    DraftKind.MOVE: (
        "customer_moves.filter_form._line.field",
        "customer_moves.kept_filters.KeptFilters.name",
        "customer_moves.move_form.MoveForm.code",
        "customer_moves.move_form.MoveForm.note",
        "customer_moves.move_form.MoveForm.words",
        "customer_moves.move_form._line.field",
        "customer_moves.receivers_table.ReceiversModel",
    ),
    DraftKind.STAFF: ("staff.entry_form.EntryForm.field",),
    DraftKind.TALK_SCRIPT: (
        "call_rules.script_form.ScriptForm.body",
        "call_rules.script_form.ScriptForm.title",
    ),
    DraftKind.PRINTED_PAPER: (
        "printed_papers.paper_form.PrintedPaperForm.conditions",
        "printed_papers.paper_form._line.field",
        "printed_papers.rule_form._line.field",
    ),
    DraftKind.SETTING: (
        "call_rules.floor_limits.FloorLimitFields.missed",
        "call_rules.floor_limits.FloorLimitFields.service_level_s",
        "call_rules.floor_limits.FloorLimitFields.wait_s",
        "call_rules.floor_limits.FloorLimitFields.waiting",
        "call_rules.line_names.LineNames.name",
        "call_rules.line_names.LineNames.number",
        "call_rules.outlier_fields.OutlierFields.least",
        "call_rules.outlier_fields.OutlierFields.per_call",
        "call_rules.outlier_fields.OutlierFields.times_median",
        "call_rules.settings_form.SettingsForm.after_call",
        "call_rules.settings_form.SettingsForm.dial_url",
        "call_rules.settings_form.SettingsForm.prefix",
        "call_rules.settings_form.SettingsForm.reasons",
        "call_rules.task_fields.TaskRuleFields.groups",
        "call_rules.task_fields.TaskRuleFields.overdue_hours",
        "call_rules.task_fields.TaskRuleFields.taken_minutes",
        "map_settings.map_form._field.field",
        "map_settings.places_form.PlacesForm.distance",
    ),
}

FIELDS: Final[dict[str, DraftKind | str]] = {
    **{f"ui.{name}": why for name, why in _OTHERS.items()},
    **{f"ui.{name}": kind for kind, names in _KEPT.items() for name in names},
}
