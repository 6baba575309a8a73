"""Contact points of the registers: read once each, and never wider than their kind allows."""

from importers.contact_points import contact_points


def test_a_secured_address_is_for_professionals_in_whatever_column_it_stands() -> None:
    addresses = ("A.Lemoine@medecin.mssante.fr", "a@cabinet.example")
    said = [("phone", "02 61 91 12 34"), *(("email", each) for each in addresses)]

    assert contact_points(said) == [
        {"kind": "phone", "value": "+33261911234", "visibility": "public"},
        {"kind": "mssante", "value": "a.lemoine@medecin.mssante.fr", "visibility": "professionals"},
        {"kind": "email", "value": "a@cabinet.example", "visibility": "public"},
    ]


def test_what_cannot_be_read_is_left_out_and_the_rest_said_once() -> None:
    said = [("phone", "0261911234"), ("phone", "+33 2 61 91 12 34"), ("fax", ""), ("email", "no address")]

    assert [each["value"] for each in contact_points(said)] == ["+33261911234"]
