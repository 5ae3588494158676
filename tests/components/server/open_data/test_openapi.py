"""The OpenAPI description: sound in the eyes of a stranger's tool, and true of the tables."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from components.server.open_data import openapi
from components.server.open_data.query import column_filters
from components.server.responses import problem_response
from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES, render_table

DOCUMENT = openapi.openapi_document("/open")


def validator(name: str) -> Any:
    """Checks JSON against a schema of the document."""
    return OAS31Validator({"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]})


def test_it_is_sound() -> None:
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_it_would_be_noticed_if_it_were_not() -> None:
    spoilt = json.loads(json.dumps(DOCUMENT))
    del spoilt["paths"]["/areas.csv"]["get"]["responses"]["200"]["description"]
    with pytest.raises(OpenAPIValidationError):
        OpenAPIV31SpecValidator(spoilt).validate()


def test_every_table_is_there_in_every_format_with_its_filters() -> None:
    for name in OPEN_TABLES:
        for format, media_type in MEDIA_TYPES.items():
            get = DOCUMENT["paths"][f"/{name}.{format}"]["get"]
            assert list(get["responses"]["200"]["content"]) == [media_type]
            named = [part["$ref"].rpartition("/")[2] for part in get["parameters"]]
            parameters = [DOCUMENT["components"]["parameters"][ref]["name"] for ref in named]
            assert parameters == [*column_filters(name), "lang"]


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_each_table_is_as_described(dataset: Dataset, name: str) -> None:
    told = json.loads(render_table("json", OPEN_TABLES[name], open_table_rows(dataset, name)))
    assert [error.message for error in validator(name).iter_errors(told)] == []
    told["rows"][0][OPEN_TABLES[name].key[0]] = 7
    assert not validator(name).is_valid(told)


def test_problems_are_as_described() -> None:
    told = json.loads(bytes(problem_response(400, "Not so", exists=["a"], elsewhere=["/open/b.csv"]).body))
    assert validator("problem").is_valid(told)
    assert not validator("problem").is_valid({**told, "exists": "a"})
