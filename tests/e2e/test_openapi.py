"""/api/openapi.json is OpenAPI 3.1 for every route, and answers are what it says."""

import re

import pytest
from jsonschema import Draft202012Validator

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
COMPONENT = re.compile(r"[A-Za-z0-9._-]+")
STATUS = re.compile(r"[1-5]\d\d|default")


@pytest.fixture(scope="module")
def document(_shop):
    return _shop.client().get("/api/openapi.json").ok(200).json


def operations(document):
    return [
        (f"{method} {path}", path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def every(node, where="#"):
    yield where, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from every(child, f"{where}/{key}")


def resolve(document, reference):
    assert reference.startswith("#/"), reference
    for part in reference[2:].split("/"):
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


def test_the_frame_is_that_of_openapi_3_1(document):
    assert set(document) == {"openapi", "info", "paths", "components"}
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert document["info"]["title"] and document["info"]["version"]
    for kind, named in document["components"].items():
        assert kind in ("schemas", "responses", "securitySchemes")
        assert all(COMPONENT.fullmatch(name) for name in named)
    for path, methods in document["paths"].items():
        assert path.startswith("/") and "//" not in path and set(methods) <= METHODS, path
    shapes = [re.sub(r"\{\w+\}", "{}", path) for path in document["paths"]]
    assert len(shapes) == len(set(shapes)), "two paths differ only in the names of their parameters"


def test_every_operation_is_whole(document):
    known = set(document["components"]["securitySchemes"])
    identifiers = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(identifiers) == len(set(identifiers)) >= 50
    for name, _, operation in operations(document):
        assert operation["summary"] and operation["responses"], name
        assert all(STATUS.fullmatch(status) for status in operation["responses"]), name
        assert any(status.startswith("2") or status.startswith("3") for status in operation["responses"]), name
        assert {scheme for choice in operation["security"] for scheme in choice} <= known, name
        for status, answer in operation["responses"].items():
            answer = resolve(document, answer["$ref"]) if "$ref" in answer else answer
            assert answer["description"], (name, status)
            assert set(answer) <= {"description", "headers", "content", "links"}, (name, status)


def test_every_path_parameter_is_declared_once_and_no_other(document):
    for name, path, operation in operations(document):
        parameters = operation.get("parameters", [])
        keys = [(parameter["in"], parameter["name"]) for parameter in parameters]
        assert len(keys) == len(set(keys)), name
        assert {key[1] for key in keys if key[0] == "path"} == set(re.findall(r"\{(\w+)\}", path)), name
        for parameter in parameters:
            assert parameter["in"] in ("path", "query", "header", "cookie"), name
            assert ("schema" in parameter) != ("content" in parameter), (name, parameter)
            assert parameter["in"] != "path" or parameter["required"] is True, (name, parameter)


def test_bodies_belong_to_methods_that_have_one(document):
    for name, _, operation in operations(document):
        body = operation.get("requestBody")
        if body is not None:
            assert not name.startswith(("get ", "delete ", "head ")), name
            assert body["content"], name


def test_every_reference_resolves_and_every_schema_is_used(document):
    used = set()
    for where, node in every(document):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            assert resolve(document, node["$ref"]) is not None, where
            used.add(node["$ref"])
    unused = {name for name in document["components"]["schemas"] if f"#/components/schemas/{name}" not in used}
    assert unused == set()


def test_every_schema_is_a_json_schema(document):
    found = 0
    for where, node in every(document):
        named = re.fullmatch(r"#/components/schemas/[^/]+", where)
        if named or where.endswith("/schema"):
            Draft202012Validator.check_schema(node)
            found += 1
    assert found > 100


# -- what is answered is what is described ---------------------------------------------------------


def judge(document, answer, method, path, status="200"):
    schema = document["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    errors = Draft202012Validator({**schema, "components": document["components"]}).iter_errors(answer.ok(int(status)).json)
    told = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]
    assert told == [], f"{method} {path}"


def path_of(document, shape):
    """The path of this shape, whatever its parameters are called and whether or not it ends with a slash."""
    for path in document["paths"]:
        if re.sub(r"\{\w+\}", "{}", path).rstrip("/") == shape:
            return path
    raise AssertionError(f"{shape} is not described")


def test_answers_to_everybody_are_as_described(document, shop):
    product = shop.given_product()
    for shape, asked in (
        ("/api/products", "/api/products/?limit=5"),
        ("/api/products/{}", f"/api/products/{product.id}"),
        ("/api/products/search", "/api/products/search?q=katilas&limit=5"),
        ("/api/products/categories", "/api/products/categories"),
        ("/api/vendors", "/api/vendors/?limit=5"),
        ("/api/vendors/{}", f"/api/vendors/{product.vendor_id}"),
        ("/api/cart", "/api/cart"),
        ("/api/payments/methods", "/api/payments/methods"),
    ):
        judge(document, shop.client().get(asked), "get", path_of(document, shape))


def test_answers_about_an_order_are_as_described(document, shop):
    buyer, product = shop.given_buyer(), shop.given_product()
    placed = buyer.order(product)
    judge(document, placed, "post", path_of(document, "/api/orders"), "201")
    order = placed["orders"][0]
    for shape, asked in (
        ("/api/orders", "/api/orders/"),
        ("/api/orders/{}", f"/api/orders/{order['id']}"),
        ("/api/auth/me", "/api/auth/me"),
        ("/api/notifications", "/api/notifications"),
    ):
        judge(document, buyer.get(asked), "get", path_of(document, shape))
    judge(document, product.seller.get("/api/vendors/orders"), "get", path_of(document, "/api/vendors/orders"))


def test_problems_are_as_described(document, shop):
    problem = shop.client().post("/api/products/", {}).json
    schema = {"$ref": "#/components/schemas/Problem", "components": document["components"]}
    Draft202012Validator(schema).validate(problem)
    Draft202012Validator(schema).validate(shop.client().post("/api/auth/register", {"email": 7}).json)
