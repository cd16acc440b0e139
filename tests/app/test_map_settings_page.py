"""Promises of the page on which the office's map is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.actions.map_settings import read_map_form, save_map_form
from crm_desktop.app.map_settings_page import MapSettingsPage
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.map_settings import GeocoderChoice, MapPart, MapProvider, MapSettings
from crm_desktop.ui.map_settings.places_form import PlacesForm
from crm_desktop.ui.shared.rules_pane import RulesPane
from tests.conftest import LoginOf


@pytest.fixture
def admin(login_of: LoginOf, database_url: str) -> Iterator[Database]:
    with Database(login_of("crm_admin", name="田所 守")) as database:
        yield database
    with psycopg.connect(database_url) as owner:
        owner.execute("DELETE FROM office_setting")


@pytest.fixture
def page(qtbot: QtBot, inline_jobs: Jobs, admin: Database, tmp_path: Path) -> MapSettingsPage:
    opened = MapSettingsPage(admin, tmp_path, inline_jobs)
    qtbot.addWidget(opened.panel)
    opened.panel.resize(1158, 640)
    opened.load()
    opened.panel.show()
    return opened


def pane(page: MapSettingsPage, place: int) -> RulesPane:
    page.panel.show_part(place)
    shown = page.panel.parts.currentWidget()
    assert isinstance(shown, RulesPane)
    return shown


def typed(field: QLineEdit, words: str) -> None:
    field.setText(words)
    field.textEdited.emit(words)


def choose(page: MapSettingsPage, provider: MapProvider) -> None:
    place = list(MapProvider).index(provider)
    page.map_form.provider.setCurrentIndex(place)
    page.map_form.provider.activated.emit(place)


def stored(database: Database) -> MapSettings:
    with database.reading() as session:
        return read_map_form(session, MapPart.MAP).form


def test_at_first_the_map_is_off_and_it_says_that_nothing_leaves(page: MapSettingsPage) -> None:
    assert not page.map_form.online.isChecked()
    assert page.map_form.online_note.text().startswith("Nothing leaves this PC.")
    assert page.map_form.geocoder_note.text() == "No address leaves the company."
    assert page.map_form.provider.currentData() == MapProvider.GSI_PALE


def test_whoever_switches_it_on_reads_what_leaves_and_saves(
    page: MapSettingsPage, admin: Database
) -> None:
    page.map_form.online.click()

    assert page.map_form.online_note.text().startswith("The provider of the map learns")
    assert page.has_typing
    pane(page, 0).save.click()

    assert stored(admin).map_online
    assert not page.has_typing


def test_an_address_that_cannot_be_used_is_refused_and_stays_typed(
    page: MapSettingsPage, admin: Database
) -> None:
    choose(page, MapProvider.TEMPLATE)
    typed(page.map_form.url, "tiles.example.jp")
    shown = pane(page, 0)
    shown.save.click()

    assert shown.told.text().startswith("The address of the map pictures cannot be used")
    assert page.map_form.url.text() == "tiles.example.jp"
    assert stored(admin) == MapSettings()


def test_a_map_file_that_is_away_is_saved_and_said(page: MapSettingsPage, admin: Database) -> None:
    choose(page, MapProvider.MBTILES)
    typed(page.map_form.file, "/mnt/nas/髙崎.mbtiles")
    pane(page, 0).save.click()

    assert stored(admin).map_mbtiles == "/mnt/nas/髙崎.mbtiles"
    assert page.map_form.told.text().startswith(
        "The office's map file cannot be opened from this PC"
    )


def test_only_what_a_choice_needs_is_there(page: MapSettingsPage) -> None:
    form = page.map_form
    choose(page, MapProvider.MBTILES)

    assert form.file.isVisible()
    assert form.choose_file.isVisible()
    assert not form.online.isEnabled()
    assert not form.url.isVisible()
    assert not form.geocoder_url.isVisible()


def test_a_search_on_the_network_says_that_addresses_leave(page: MapSettingsPage) -> None:
    place = list(GeocoderChoice).index(GeocoderChoice.GSI)
    page.map_form.geocoder.setCurrentIndex(place)
    page.map_form.geocoder.activated.emit(place)

    assert page.map_form.geocoder_note.text().startswith("Addresses that are not found on this PC")


def test_trying_says_what_is_wrong_without_saving(page: MapSettingsPage, admin: Database) -> None:
    choose(page, MapProvider.TEMPLATE)
    page.map_form.trial.click()

    assert page.map_form.told.text().startswith("The address of the map pictures cannot be used")
    assert stored(admin) == MapSettings()


def test_pictures_kept_on_this_pc_can_be_dropped(page: MapSettingsPage, tmp_path: Path) -> None:
    kept = tmp_path / "map_tiles" / "gsi_pale" / "14" / "1"
    kept.mkdir(parents=True)
    (kept / "2.tile").write_bytes(b"x")

    page.map_form.clear.click()

    assert list(tmp_path.iterdir()) == []


def test_chains_and_distance_are_a_part_of_their_own(
    page: MapSettingsPage, admin: Database
) -> None:
    places = pane(page, 1)
    form = places.findChild(PlacesForm)
    assert form is not None
    form.chains["lawson"].click()
    form.post_office.click()
    typed(form.distance, "1200")
    with admin.writing() as session:  # somebody else saves the other part meanwhile
        seen = read_map_form(session, MapPart.MAP).revision
        save_map_form(session, MapSettings(map_online=True), MapPart.MAP, seen_revision=seen)
    places.save.click()

    settings = stored(admin)
    assert (settings.walking_distance_m, settings.slip_post_office) == (1200, False)
    assert "lawson" not in settings.slip_chains
    assert settings.map_online


def test_minutes_on_foot_follow_the_distance(page: MapSettingsPage) -> None:
    form = pane(page, 1).findChild(PlacesForm)
    assert form is not None

    assert form.minutes.text().endswith("10 minutes on foot")
    typed(form.distance, "801")
    assert form.minutes.text().endswith("11 minutes on foot")


def test_a_chain_nobody_knows_here_stays_in_the_list(
    page: MapSettingsPage, admin: Database
) -> None:
    settings = MapSettings(slip_chains=("lawson", "new_chain"))
    with admin.writing() as session:
        seen = read_map_form(session, MapPart.PLACES).revision
        save_map_form(session, settings, MapPart.PLACES, seen_revision=seen)
    page.load()
    form = pane(page, 1).findChild(PlacesForm)
    assert form is not None
    form.chains["ministop"].click()
    pane(page, 1).save.click()

    assert set(stored(admin).slip_chains) == {"lawson", "ministop", "new_chain"}
