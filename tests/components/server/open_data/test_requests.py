"""Requests that a stranger's tool makes up from the description, sound ones and others: answers are as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode

from components.server.open_data.openapi import openapi_document
from components.server.open_data.query import column_filters
from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from tests.components.asgi import Client

pytestmark = pytest.mark.slow

PATHS = list(openapi_document("/open")["paths"])

bounded = settings(
    max_examples=20, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def described() -> Any:
    """The description as it is served, its addresses asked within this process."""
    return schemathesis.openapi.from_asgi("/open/openapi.json", Client()._app)


@pytest.fixture(scope="module")
def narrowed(dataset: Dataset) -> Any:
    """The description, with the values that occur in the tables: others may be asked for, and are refused."""
    found = schemathesis.openapi.from_asgi("/open/openapi.json", Client()._app)
    for name in OPEN_TABLES:
        for by in column_filters(name).values():
            schema = found.raw_schema["components"]["parameters"][f"{name}.{by.name}"]["schema"]["items"]
            occur = {value for row in open_table_rows(dataset, name) for value in by.values(row)}
            schema["enum"] = sorted({*occur, *by.allowed})
    return found


@pytest.mark.parametrize("path", PATHS)
def test_what_there_is_is_answered_as_described(narrowed: Any, path: str) -> None:
    @bounded
    @given(case=narrowed[path]["GET"].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def asked(case: Case[Any]) -> None:
        assert case.call_and_validate().status_code == 200

    asked()


@pytest.mark.parametrize("path", PATHS)
def test_what_there_is_not_is_refused_as_described(described: Any, path: str) -> None:
    @bounded
    @given(case=described[path]["GET"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def asked(case: Case[Any]) -> None:
        case.call_and_validate()

    asked()
