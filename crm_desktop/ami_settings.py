"""Which exchanges the gateway signs in to (Asterisk, AMI): the tables ``[ami.NAME]``."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.asterisk_settings import problems_of_asterisk
from crm_desktop.named_tables import read_tables
from crm_desktop.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class AmiSettings:
    """Where one exchange is, and as whom to sign in to it; ``host`` and ``user`` must be set.

    ``ca_file`` holds the authorities that certify it, as PEM; empty: those that the system trusts.
    ``extension_pattern`` matches the channels of telephones, such as ``PJSIP/([0-9]{3})``; empty:
    a technology and two to six digits. A channel born in one of ``outside_contexts``, such as
    FreePBX's ``from-pstn`` or ``from-trunk``, is a line even so. ``plain`` sends the secret as it
    is, for an exchange that does not take its MD5. With ``dial_context``, the part of its dialplan
    in which telephones dial, the exchange dials for desks; ``dial_channel`` names their telephones
    to it. The secret is in the environment, ``CRM_DESKTOP_AMI_SECRET_<NAME>``, or in the keyring.
    """

    host: str = ""
    user: str = ""
    port: int = 5038
    tls: bool = False
    ca_file: str = ""
    plain: bool = False
    extension_pattern: str = ""
    outside_contexts: tuple[str, ...] = ()
    dial_context: str = ""
    dial_channel: str = "PJSIP/{extension}"


def read_exchanges(file: SettingsFile) -> dict[str, AmiSettings]:
    """Return what the tables of ``file`` say, by the names of the exchanges.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return read_tables(file, "ami", AmiSettings, _problems)


def _problems(settings: AmiSettings) -> dict[str, str]:
    """Return what is wrong with which value."""
    problems = problems_of_asterisk(settings)
    for key in ("dial_context", "dial_channel"):
        if not getattr(settings, key).isprintable():
            problems[key] = f"{key} must be one line"
    if "{extension}" not in settings.dial_channel:
        problems["dial_channel"] = "dial_channel must hold {extension}"
    return problems
