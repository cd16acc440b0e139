"""The words for what goes wrong between us and phone systems; see `error_text`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import telephony

EXCHANGE_SENTENCES: dict[type, object] = {
    telephony.ExchangeUnreachable: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” does not answer at {host}, port {port}. Check that"
        " it runs, the address and port in the settings, and the firewall.",
    ),
    telephony.NotAnExchange: QT_TRANSLATE_NOOP(
        "errors",
        "What answers at {host}, port {port}, does not speak as the telephone exchange"
        " “{source}” should. Check its port in the settings, and whether it needs tls = true.",
    ),
    telephony.ExchangeTlsRefused: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” does not encrypt at {host}, port {port}. Nothing"
        " was sent. Turn TLS on there (Asterisk: manager.conf, http.conf), or name the port"
        " that has it.",
    ),
    telephony.ExchangeNotTrusted: QT_TRANSLATE_NOOP(
        "errors",
        "The certificate of the telephone exchange “{source}” at {host} is not trusted:"
        " {problem}. Nothing was sent. Name the office's CA file in the settings (ca_file).",
    ),
    telephony.ExchangeLoginRefused: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” did not take the user “{user}” or its secret."
        " Check both in its settings (Asterisk: manager.conf, ari.conf), and from which"
        " addresses it lets this user in.",
    ),
    telephony.ExchangeSecretMissing: QT_TRANSLATE_NOOP(
        "errors",
        "There is no secret for the telephone exchange “{source}”. Set it in the environment"
        " ({variable}) or keep it in the keyring.",
    ),
    telephony.ExchangeRightsMissing: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” lets “{user}” in but tells too little. Add"
        " {rights} to this user in its manager.conf.",
    ),
    telephony.ExchangeMayNotPause: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” does not let “{user}” pause telephones, so its queues"
        " ring people who are away or in after-call work. Calls are shown as before. Add"
        " write=agent to this user in its manager.conf.",
    ),
    telephony.ExchangeTooOld: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” is too old (manager interface {version}). Asterisk"
        " 12 or newer is needed.",
    ),
    telephony.ExchangeClockApart: QT_TRANSLATE_NOOP(
        "errors",
        "The clock of the telephone exchange “{source}” differs by {seconds} s from that of"
        " this computer. Let both follow a time server.",
    ),
    telephony.ExchangeLinkLost: QT_TRANSLATE_NOOP(
        "errors",
        "The link to the telephone exchange “{source}” is lost. The program connects again by"
        " itself; calls going on are looked up then.",
    ),
    telephony.TelephoneNotWatched: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange “{source}” does not tell of the calls of {extension} (SIP status"
        " {status}). Give it a hint there, and let the account subscribe to it (Event: dialog).",
    ),
    telephony.SourceKindUnknown: QT_TRANSLATE_NOOP(
        "errors",
        "No installed package brings the kind “{kind}” of the call source “{source}”. Install it"
        " where the gateway runs, or correct kind in the settings.",
    ),
    telephony.SourceBroken: QT_TRANSLATE_NOOP(
        "errors",
        "The call source “{source}” (kind “{kind}”, of another package) fails: {problem}. The"
        " other sources go on. Ask whoever made the package.",
    ),
    telephony.LineBreakInAction: QT_TRANSLATE_NOOP(
        "errors",
        "A value for the telephone exchange holds a line break ({field}). Nothing was sent."
        " Check the settings.",
    ),
    telephony.PushRefused: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone system “{source}” sent something that is not understood ({word}). Check"
        " its dialect and field names in the gateway's settings.",
    ),
    telephony.EventsWaitOnDisk: QT_TRANSLATE_NOOP(
        "errors",
        "{events} call events wait on the gateway's disk and come late. Nothing is lost; look"
        " whether the gateway reaches the database.",
    ),
    telephony.GatewayClockApart: QT_TRANSLATE_NOOP(
        "errors",
        "The clock of the gateway differs by {seconds} s from that of the database. Let both"
        " follow a time server.",
    ),
    telephony.GatewaySilent: QT_TRANSLATE_NOOP(
        "errors",
        "The gateway at {gateway} does not say that it runs. Start it there (crm-desktop"
        " gateway), or look at its log.",
    ),
    telephony.StrangeProblem: QT_TRANSLATE_NOOP(
        "errors",
        "The gateway reports a problem of “{source}” that this program does not know ({kind})."
        " Bring this program up to date.",
    ),
}
