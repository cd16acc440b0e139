from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from crm_desktop.app.address_reading import AddressReading
from crm_desktop.domain.address import AddressProblem
from crm_desktop.maps.postal_directory import PostalDirectory


def test_many_threads_may_read_at_once() -> None:
    texts = [
        "109-0001 東京都港区芝浦 ",
        "港区芝浦1-2-3",
        "京都市中京区寺町通御池上る上本能寺前町488",
    ] * 20
    with PostalDirectory() as directory, ThreadPoolExecutor(4) as threads:
        read = list(threads.map(AddressReading(directory).read, texts))

    assert [address.problem for address in read[:2]] == [AddressProblem.POSTAL_CODE_ELSEWHERE, None]
    assert read[3:] == read[:3] * 19
