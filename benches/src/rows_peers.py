"""The file of `rows make`, checked by what people use for it in Python, with the same rules.

Usage: python rows_peers.py FILE [frictionless] [pandera] [great_expectations]

Prints the seconds that each takes from opening the file to having all failures, and how many rows have one.
"""

import sys
import time

EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
PATTERNS = {"country": r"^[A-Z]{2}$", "zip": r"^\d{5}$", "sku": r"^[A-Z]{3}-[0-9]{4}$", "sold_on": DATE}
RANGES = {"id": (1, None), "age": (18, 120), "amount": (0.01, 1_000_000), "quantity": (1, 1000)}
LENGTHS = {"email": (1, 255), "name": (1, 100)}
TEXTS = ["email", "name", "country", "zip", "sku", "sold_on"]


def frictionless(path):
    from frictionless import Checklist, Resource, Schema, fields, system

    of = {"id": fields.IntegerField, "age": fields.IntegerField, "quantity": fields.IntegerField, "amount": fields.NumberField}
    names = ["id", "email", "name", "age", "country", "zip", "amount", "quantity", "sku", "sold_on"]
    schema = Schema(fields=[of.get(name, fields.StringField)(name=name, constraints=constraints(name)) for name in names])
    with system.use_context(trusted=True):
        resource = Resource(path=path, schema=schema)
        report = resource.validate(Checklist(), limit_errors=10_000_000)
    return len({error.row_number for task in report.tasks for error in task.errors})


def constraints(name):
    found = {"required": True}
    if name in PATTERNS:
        found["pattern"] = PATTERNS[name]
    if name == "email":
        found["pattern"] = EMAIL
    for bound, value in zip(("minimum", "maximum"), RANGES.get(name, ())):
        if value is not None:
            found[bound] = value
    for bound, value in zip(("minLength", "maxLength"), LENGTHS.get(name, ())):
        found[bound] = value
    return found


def pandera(path):
    import pandas
    import pandera.pandas as pa

    checks = {name: [pa.Check.str_matches(pattern)] for name, pattern in PATTERNS.items()}
    checks["email"] = [pa.Check.str_matches(EMAIL), pa.Check.str_length(*LENGTHS["email"])]
    checks["name"] = [pa.Check.str_length(*LENGTHS["name"])]
    for name, (least, most) in RANGES.items():
        checks[name] = [pa.Check.ge(least)] + ([pa.Check.le(most)] if most is not None else [])
    schema = pa.DataFrameSchema({name: pa.Column(checks=found) for name, found in checks.items()})
    frame = pandas.read_csv(path, dtype={name: str for name in TEXTS})
    try:
        schema.validate(frame, lazy=True)
        return 0
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases["index"].nunique()


def great_expectations(path):
    import great_expectations as gx
    import pandas

    frame = pandas.read_csv(path, dtype={name: str for name in TEXTS})
    context = gx.get_context(mode="ephemeral")
    batches = context.data_sources.add_pandas("file").add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    of = gx.expectations
    suite = gx.ExpectationSuite(name="rows")
    for name, pattern in {**PATTERNS, "email": EMAIL}.items():
        suite.add_expectation(of.ExpectColumnValuesToMatchRegex(column=name, regex=pattern))
    for name, (least, most) in LENGTHS.items():
        suite.add_expectation(of.ExpectColumnValueLengthsToBeBetween(column=name, min_value=least, max_value=most))
    for name, (least, most) in RANGES.items():
        suite.add_expectation(of.ExpectColumnValuesToBeBetween(column=name, min_value=least, max_value=most))
    batch = batches.get_batch(batch_parameters={"dataframe": frame})
    results = batch.validate(suite, result_format="COMPLETE").results
    return len({index for result in results for index in result.result.get("unexpected_index_list") or []})


def main():
    path, *names = sys.argv[1:]
    for name in names or ["frictionless", "pandera", "great_expectations"]:
        started = time.monotonic()
        rejected = globals()[name](path)
        print(f"{name}: {time.monotonic() - started:.2f} s, {rejected} rows rejected", flush=True)


main()
