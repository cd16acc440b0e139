"""A presenter of the form for changing a customer."""

from __future__ import annotations

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.address import Address
from crm_desktop.ui.customer_edit.edit_work import EditWork
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.new_customer.form_filling import FormFilling
from tests.ui.customer_edit.edit_forms import (
    KIYOSU,
    NOW,
    SAEKI,
    SHINJUKU,
    Kept,
)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def presenter(kept: Kept, inline_jobs: Jobs) -> CustomerEditPresenter:
    places = {"1600023": (SHINJUKU,), "4520961": KIYOSU}
    work = EditWork(kept.send, lambda _id: (SAEKI,), kept, lambda: NOW)
    filling = FormFilling(lambda code: places.get(code, ()), Address, inline_jobs)
    return CustomerEditPresenter(work, filling, inline_jobs)
