"""The columns of the EU's list of financial sanctions in CSV: version 1.1, and 1.0 of old.

Both have a row for each name, address, birth, document and citizenship of an entity, with the
columns of the others left empty. They name them differently, and 1.0 has some names twice.
"""

from __future__ import annotations

from border_check.sources.column_groups import Group, Table
from border_check.sources.tables import Heading

V1_1 = Table(
    {
        "id": "Entity_LogicalId",
        "reference": "Entity_EU_ReferenceNumber",
        "subject": "Entity_SubjectType",
        "subject_code": "Entity_SubjectType_ClassificationCode",
        "last": "NameAlias_LastName",
        "first": "NameAlias_FirstName",
        "middle": "NameAlias_MiddleName",
        "whole": "NameAlias_WholeName",
        "united_nations_id": "Entity_UnitedNationId",
        "remark": "Entity_Remark",
        "programme": "Entity_Regulation_Programme",
        "regulation": "Entity_Regulation_NumberTitle",
    },
    (
        Group(
            "sex and function",
            ("NameAlias_Gender", "NameAlias_Title", "NameAlias_Function"),
            {"gender": "NameAlias_Gender", "function": "NameAlias_Function"},
        ),
        Group(
            "addresses",
            ("Address_",),
            {
                "street": "Address_Street",
                "city": "Address_City",
                "country": "Address_CountryDescription",
            },
        ),
        Group(
            "births",
            ("BirthDate_",),
            {
                "birth": "BirthDate_BirthDate",
                "birth_year": "BirthDate_Year",
                "birth_from": "BirthDate_YearRangeFrom",
                "birth_to": "BirthDate_YearRangeTo",
                "circa": "BirthDate_Circa",
                "calendar": "BirthDate_CalendarType",
                "birth_place": "BirthDate_Place",
                "birth_city": "BirthDate_City",
                "birth_country": "BirthDate_CountryDescription",
            },
        ),
        Group(
            "documents",
            ("Identification_",),
            {
                "number": "Identification_Number",
                "latin_number": "Identification_LatinNumber",
                "document": "Identification_TypeCode",
                "document_words": "Identification_TypeDescription",
                "issuer": "Identification_CountryIso2Code",
            },
        ),
        Group(
            "nationalities",
            ("Citizenship_",),
            {
                "citizenship": "Citizenship_CountryIso2Code",
                "citizenship_words": "Citizenship_CountryDescription",
            },
        ),
    ),
)
V1_0 = Table(
    {
        "id": "Entity_logical_id",
        "subject": "Subject_type",
        "last": "Naal_lastname",
        "first": "Naal_firstname",
        "middle": "Naal_middlename",
        "whole": "Naal_wholename",
        "remark": "Entity_remark",
        "programme": "Programme",
        "regulation": "Leba_numtitle",
    },
    (
        Group(
            "sex and function",
            ("Naal_gender", "Naal_title", "Naal_function"),
            {"gender": "Naal_gender", "function": "Naal_function"},
        ),
        Group(
            "addresses",
            ("Addr_",),
            {"street": "Addr_street", "city": "Addr_city", "country": "Addr_country"},
        ),
        Group(
            "births",
            ("Birt_",),
            {"birth": "Birt_date", "birth_place": "Birt_place", "birth_country": "Birt_country"},
        ),
        Group("documents", ("Iden_",), {"number": "Iden_number", "issuer": "Iden_country"}),
        Group("nationalities", ("Citi_",), {"citizenship": "Citi_country"}),
        Group("EU reference numbers", ("EU_ref",), {"reference": "EU_ref_num"}),
    ),
)
# How the first column begins, the date of the file. A spreadsheet may have left more behind it.
_FIRST = {"filegenerationdate": V1_1, "date_file": V1_0}


def version_of(heading: Heading) -> Table | None:
    """The version that a heading belongs to; None where it is of neither."""
    first = heading.columns[0].lower() if heading.columns else ""
    return next((table for word, table in _FIRST.items() if first.startswith(word)), None)
