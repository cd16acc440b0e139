"""Opens the desk of whoever signs in: ``crm-desktop`` without a command."""

from __future__ import annotations

import argparse
import os
import signal
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.app.desk_sources import desk_sources
from crm_desktop.app.embedded_place import EmbeddedPlace
from crm_desktop.app.own_worker import OwnWorker
from crm_desktop.app.pauses import keep_threads_lively, spare_what_is_loaded
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.app.reception import DeskLook, Reception, last_sign_in, quit_when_left
from crm_desktop.app.servers import Servers
from crm_desktop.database.engine import Database
from crm_desktop.database.server_address import signs_in_by_itself
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.log import start_logging
from crm_desktop.scanning.configured import scan_sources
from crm_desktop.settings import DeskSettings, NamedServer, Settings, load_settings
from crm_desktop.ui.hand_over import desk_address
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.theme import dress_plainly, put_on_style_sheet, wanted_colours
from crm_desktop.ui.sign_in.words import this_pc_words
from crm_desktop.ui.single_instance import SingleInstance
from crm_desktop.ui.translations import install_translations


def main(words: list[str]) -> int:
    """Open the desk and return the exit code once it is closed.

    Raises:
        SettingsError, BadServerAddress, …: nobody could sign in; what refuses one person is told in
        the window.
    """
    settings = _settings(words)
    start_logging(settings.log.level)
    application, formats = open_application(settings.desk)
    instance = SingleInstance(desk_address(settings.data_path))
    if not instance.begin():
        return 0
    last = last_sign_in()
    servers = Servers(
        settings.database.choices,
        _embedded(settings),
        settings.desk.extension,
        last,
        reports_lag_s=60 * settings.database.reports_lag_minutes,
    )
    scanners = tuple(scan_sources(settings.scan, settings.data_path))
    drafts = DraftPlace(settings.data_path / "drafts", utc_now)
    look = DeskLook(formats, partial(show_desk, application), settings.desk, scanners, drafts)
    reception = Reception(servers, last, look)
    quit_when_left(reception, application)
    instance.call_reported.connect(reception.report_call)
    instance.raise_wanted.connect(reception.bring_to_front)
    sources = desk_sources(settings.desk, application.clipboard())
    sources.report_to(reception)
    try:
        _begin(application, reception, servers, settings)
        return application.exec()
    finally:
        instance.close()
        sources.stop()
        reception.close()


def _begin(
    application: QApplication, reception: Reception, servers: Servers, settings: Settings
) -> None:
    """Open the desk at once for whoever the address signs in, as scripts do; else ask who it is."""
    first = next(iter(settings.database.choices), None)
    if first is None or not signs_in_by_itself(first.dsn):
        put_on_style_sheet(application)
        reception.start()
        return
    reception.receive(servers.come_in(Database(first.dsn), first.name))


def _embedded(settings: Settings) -> EmbeddedPlace | None:
    if settings.database.choices:
        return None
    worker = OwnWorker(settings.embedded_path, settings.data_path / "logs" / "worker.log")
    return EmbeddedPlace(settings.embedded_path, this_pc_words(), worker)


def open_application(desk: DeskSettings) -> tuple[QApplication, Formats]:
    """Return the Qt application in the wanted language and colours, `show_desk` adds the sheet."""
    keep_threads_lively()
    spare_what_is_loaded()
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(["crm-desktop"])
    application.setApplicationName("CRM Desktop")
    application.setOrganizationName("CRM Desktop")
    language = install_translations(application, desk.language)
    dress_plainly(application, wanted_colours(application, desk.theme))
    return application, Formats(language)


def open_program(dsn: str, desk: DeskSettings, formats: Formats) -> Program:
    """Return the desk of whoever ``dsn`` signs in, password and all.

    Raises:
        DatabaseUnreachable, SignInRefused, SchemaMissing, SchemaTooNew, StaffUnknown: see there.
    """
    servers = Servers([NamedServer("", dsn)], None, desk.extension, last_sign_in())
    person = servers.come_in(Database(dsn), "")
    place = DeskPlace(person.staff, person.staff.extension, formats, settings=desk)
    return Program(person.database, place, partial(servers.check_password, ""))


def show_desk(application: QApplication, program: Program) -> None:
    """Dress the window that stands now, show it, watch for bugs and follow the calls.

    Ctrl+C in a terminal and the system's polite end close the desk as its own cross does.
    """
    if not application.styleSheet():
        put_on_style_sheet(application)
    program.errors.watch_for_bugs()
    for asked_to_end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_end, lambda *_: application.quit())
    program.start()


def _settings(words: list[str]) -> Settings:
    parser = argparse.ArgumentParser(prog="crm-desktop", description="Opens the desk.")
    parser.add_argument("--dsn", help="the PostgreSQL to use; give the password in PGPASSWORD")
    parser.add_argument("--extension", help="the telephone on this desk")
    parser.add_argument("--language", choices=("ja", "en"))
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    given = {name: value for name, value in vars(parser.parse_args(words)).items() if value}
    settings = load_settings(os.environ)
    dsn = given.pop("dsn", settings.database.dsn)
    desk = replace(settings.desk, **given)
    return replace(settings, database=replace(settings.database, dsn=dsn), desk=desk)
