"""What goes wrong between the gateway and a phone system, ``source`` by its name in settings."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class ExchangeUnreachable(CrmError):
    """Nobody answers where the exchange should be."""

    def __init__(self, source: str, *, host: str, port: int) -> None:
        super().__init__(f"{source}: nobody answers at {host}:{port}")
        self.source = source
        self.host = host
        self.port = port


class NotAnExchange(CrmError):
    """Something answers there, but it does not speak as an exchange does."""

    def __init__(self, source: str, *, host: str, port: int) -> None:
        super().__init__(f"{source}: what answers at {host}:{port} is no Asterisk manager")
        self.source = source
        self.host = host
        self.port = port


class ExchangeTlsRefused(CrmError):
    """The exchange does not encrypt at that port, or not in a way that is safe today."""

    def __init__(self, source: str, *, host: str, port: int) -> None:
        super().__init__(f"{source}: no TLS at {host}:{port}")
        self.source = source
        self.host = host
        self.port = port


class ExchangeNotTrusted(CrmError):
    """The certificate of the exchange is not to be trusted."""

    def __init__(self, source: str, *, host: str, problem: str) -> None:
        """``problem`` is what is wrong with it, in the words of the TLS library."""
        super().__init__(f"{source}: the certificate of {host} is not trusted: {problem}")
        self.source = source
        self.host = host
        self.problem = problem


class ExchangeLoginRefused(CrmError):
    """The exchange did not take the user or the secret."""

    def __init__(self, source: str, *, user: str) -> None:
        super().__init__(f"{source}: the exchange does not let {user} in")
        self.source = source
        self.user = user


class ExchangeSecretMissing(CrmError):
    """There is no secret for an exchange, neither in the environment nor in the keyring."""

    def __init__(self, source: str, *, variable: str) -> None:
        """``variable`` is the environment variable that may hold it."""
        super().__init__(f"{source}: no secret in the keyring or in {variable}")
        self.source = source
        self.variable = variable


class ExchangeRightsMissing(CrmError):
    """The exchange lets the user in but does not show it what happens."""

    def __init__(self, source: str, *, user: str, rights: str) -> None:
        """``rights`` is what manager.conf lacks, such as ``read=call,agent``."""
        super().__init__(f"{source}: the exchange gives {user} no {rights}")
        self.source = source
        self.user = user
        self.rights = rights


class ExchangeMayNotPause(CrmError):
    """The exchange tells of calls but does not let the user pause telephones in queues."""

    def __init__(self, source: str, *, user: str) -> None:
        """Remember whose rights in which manager.conf are meant."""
        super().__init__(f"{source}: the exchange does not let {user} pause telephones in queues")
        self.source = source
        self.user = user


class ExchangeTooOld(CrmError):
    """The exchange is older than any that tells which channels talk with each other."""

    def __init__(self, source: str, *, version: str) -> None:
        """``version`` is that of its manager interface."""
        super().__init__(f"{source}: manager interface {version} is too old")
        self.source = source
        self.version = version


class ExchangeClockApart(CrmError):
    """The clocks of the exchange and of the gateway tell different times."""

    def __init__(self, source: str, *, seconds: int) -> None:
        """``seconds``: positive when the exchange is ahead."""
        super().__init__(f"{source}: the clock of the exchange is {seconds:+d} s off")
        self.source = source
        self.seconds = seconds


class ExchangeLinkLost(CrmError):
    """The connection to an exchange that was signed in to has ended."""

    def __init__(self, source: str, problem: str) -> None:
        """``problem`` is how it ended, for who looks after it."""
        super().__init__(f"{source}: the link to the exchange is lost: {problem}")
        self.source = source
        self.problem = problem


class TelephoneNotWatched(CrmError):
    """The exchange does not tell of the calls of one telephone (SIP, event package dialog)."""

    def __init__(self, source: str, *, extension: str, status: int) -> None:
        """``status`` is the SIP status with which it refused."""
        super().__init__(f"{source}: the exchange does not tell of {extension} (status {status})")
        self.source = source
        self.extension = extension
        self.status = status


class SourceKindUnknown(CrmError):
    """No package that is installed brings the kind of source that the settings want."""

    def __init__(self, source: str, *, kind: str, known: str) -> None:
        """``known`` are the kinds that are brought, with commas between them; "" for none."""
        super().__init__(f"{source}: no package brings the kind {kind!r}; known: {known or 'none'}")
        self.source = source
        self.kind = kind
        self.known = known


class SourceBroken(CrmError):
    """What another package brings as a source of calls fails."""

    def __init__(self, source: str, *, kind: str, problem: str) -> None:
        """``problem`` is what it raised, for who looks after it."""
        super().__init__(f"{source}: the source of kind {kind!r} fails: {problem}")
        self.source = source
        self.kind = kind
        self.problem = problem


class LineBreakInAction(CrmError):
    """Something to be sent to an exchange holds a line break, and would be read as two."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} must not hold a line break")
        self.field = field


class PushRefused(CrmError):
    """What a sender pushed last could not be understood, or was signed by nobody known."""

    def __init__(self, source: str, *, word: str) -> None:
        """``word`` is what the sender was answered, such as ``event`` or ``signature``."""
        super().__init__(f"{source}: what was pushed last was refused: {word}")
        self.source = source
        self.word = word


class EventsWaitOnDisk(CrmError):
    """The gateway has call events on its disk that are not in the database yet."""

    def __init__(self, events: int) -> None:
        super().__init__(f"{events} call events wait on the gateway's disk")
        self.events = events


class GatewayClockApart(CrmError):
    """The clocks of the gateway and of the database tell different times."""

    def __init__(self, seconds: int) -> None:
        """``seconds``: positive when the gateway is ahead."""
        super().__init__(f"the clock of the gateway is {seconds:+d} s off that of the database")
        self.seconds = seconds


class GatewaySilent(CrmError):
    """A gateway that took calls does not say any more that it runs."""

    def __init__(self, gateway: str) -> None:
        """``gateway`` is where it ran: computer and port."""
        super().__init__(f"the gateway at {gateway} says nothing")
        self.gateway = gateway


class StrangeProblem(CrmError):
    """A newer gateway tells of a problem that this program does not know."""

    def __init__(self, source: str, *, kind: str) -> None:
        """``kind`` is the name of the error there."""
        super().__init__(f"{source}: {kind}")
        self.source = source
        self.kind = kind
