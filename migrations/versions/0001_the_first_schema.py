"""The first schema.

Longer than other files: a revision is one step, and is never changed or split once it was released.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redirect_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["redirect_to"], ["entry.id"], name="fk_entry_redirect_to"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("uid", name="uq_entry_uid"),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("login_digest", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login_digest", name="pk_failed_sign_in"),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("counters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )
    op.create_index("ix_import_run_source", "import_run", ["source"])

    op.create_table(
        "journal",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("space_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.LargeBinary(length=16), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("values_digest", sa.LargeBinary(), nullable=True),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_subject", "journal", ["subject"])

    op.create_table(
        "person",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("login", name="uq_person_login"),
    )
    op.create_table(
        "suppression_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suppression_key"),
    )
    op.create_table(
        "territory",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_territory"),
        sa.UniqueConstraint("key", name="uq_territory_key"),
    )
    op.create_table(
        "clash",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_clash_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clash"),
    )
    op.create_index("ix_clash_state", "clash", ["state"])
    op.create_index("uq_clash_entry_path_source", "clash", ["entry_id", "path", "source"], unique=True)

    op.create_table(
        "contact_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_contact_point_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_point"),
    )
    op.create_index("ix_contact_point_entry", "contact_point", ["entry_id"])

    op.create_table(
        "correction",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_correction_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", "path", "element", name="pk_correction"),
    )
    op.create_table(
        "cost_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("option", sa.String(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_cost_option_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cost_option"),
    )
    op.create_index("ix_cost_option_entry", "cost_option", ["entry_id"])

    op.create_table(
        "identifier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_identifier_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_identifier"),
    )
    op.create_index("ix_identifier_entry", "identifier", ["entry_id"])
    op.create_index("ix_identifier_ref", "identifier", ["ref"])
    op.create_index(
        "uq_identifier_exact",
        "identifier",
        ["ref"],
        unique=True,
        sqlite_where=sa.text("exact"),
        postgresql_where=sa.text("exact"),
    )

    op.create_table(
        "journal_values",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name="fk_journal_values_seq"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal_values"),
    )
    op.create_table(
        "location",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=True),
        sa.Column("complement", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("locality", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_location_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", "part", name="pk_location"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meal_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("half_day", sa.String(), nullable=True),
        sa.Column("days_covered", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_meal_round_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meal_round"),
    )
    op.create_index("ix_meal_round_entry", "meal_round", ["entry_id"])

    op.create_table(
        "organization",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.Column("alias", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_organization_entry_id"),
        sa.ForeignKeyConstraint(["part_of"], ["entry.id"], name="fk_organization_part_of"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_organization"),
    )
    op.create_index("ix_organization_part_of", "organization", ["part_of"])

    op.create_table(
        "pending_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_pending_link_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pending_link"),
    )
    op.create_index("ix_pending_link_entry", "pending_link", ["entry_id"])
    op.create_index("ix_pending_link_ref", "pending_link", ["ref"])

    op.create_table(
        "person_grant",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("scope_kind", sa.String(), nullable=False),
        sa.Column("scope_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_grant_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_grant"),
    )
    op.create_index("ix_person_grant_person", "person_grant", ["person_id"])

    op.create_table(
        "practitioner",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("civility", sa.String(), nullable=True),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=True),
        sa.Column("profession", sa.String(), nullable=True),
        sa.Column("specialties", sa.Text(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("conventionnement", sa.String(), nullable=True),
        sa.Column("new_patients", sa.Boolean(), nullable=True),
        sa.Column("home_visits", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_practitioner_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_practitioner"),
    )

    op.create_table(
        "practitioner_role",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("profession", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("function", sa.String(), nullable=True),
        sa.Column("site_name", sa.String(), nullable=True),
        sa.Column("conventionnement", sa.String(), nullable=True),
        sa.Column("new_patients", sa.Boolean(), nullable=True),
        sa.Column("home_visits", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_practitioner_role_entry_id"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["entry.id"], name="fk_practitioner_role_organization_id"
        ),
        sa.PrimaryKeyConstraint("entry_id", "key", name="pk_practitioner_role"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_practitioner_role_organization_id", "practitioner_role", ["organization_id"])

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_review_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_closed_at", "review", ["closed_at"])
    op.create_index("uq_review_matter", "review", ["entry_id", "reason", "source", "subject"], unique=True)

    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_schedule_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
    )
    op.create_index("ix_schedule_entry", "schedule", ["entry_id"])

    op.create_table(
        "schedule_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=True),
        sa.Column("closes", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_schedule_exception_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule_exception"),
    )
    op.create_index("ix_schedule_exception_entry", "schedule_exception", ["entry_id"])

    op.create_table(
        "service",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("service_type", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("operating_mode", sa.String(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("availability", sa.String(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("availability_as_of", sa.String(), nullable=True),
        sa.Column("availability_until", sa.String(), nullable=True),
        sa.Column("availability_note", sa.String(), nullable=True),
        sa.Column("minimum_order", sa.Integer(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("home_visits", sa.Boolean(), nullable=True),
        sa.Column("activities", sa.Text(), nullable=False),
        sa.Column("audiences", sa.Text(), nullable=False),
        sa.Column("gir", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("diets", sa.Text(), nullable=False),
        sa.Column("meal_temperatures", sa.Text(), nullable=False),
        sa.Column("days_covered", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_service_entry_id"),
        sa.ForeignKeyConstraint(["organization_id"], ["entry.id"], name="fk_service_organization_id"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_service"),
    )
    op.create_index("ix_service_organization_id", "service", ["organization_id"])

    op.create_table(
        "service_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_service_area_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_area"),
    )
    op.create_index("ix_service_area_entry", "service_area", ["entry_id"])

    op.create_table(
        "service_area_commune",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_service_area_commune_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", "commune", name="pk_service_area_commune"),
    )
    op.create_index("ix_service_area_commune_commune", "service_area_commune", ["commune"])

    op.create_table(
        "service_location",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_service_location_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", "key", name="pk_service_location"),
    )
    op.create_table(
        "source_record",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_source_record_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source_record"),
    )
    op.create_index("ix_source_record_entry", "source_record", ["entry_id"])
    op.create_index("uq_source_record_source_key", "source_record", ["source", "key"], unique=True)

    op.create_table(
        "suppression",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_suppression_entry_id"),
        sa.PrimaryKeyConstraint("digest", name="pk_suppression"),
    )
    op.create_index("ix_suppression_entry", "suppression", ["entry_id"])

    op.create_table(
        "territory_area",
        sa.Column("territory_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name="fk_territory_area_territory_id"),
        sa.PrimaryKeyConstraint("territory_id", "rule", "code", name="pk_territory_area"),
    )
    op.create_table(
        "territory_commune",
        sa.Column("territory_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name="fk_territory_commune_territory_id"),
        sa.PrimaryKeyConstraint("territory_id", "commune", name="pk_territory_commune"),
    )
    op.create_table(
        "territory_parent",
        sa.Column("territory_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("parent_id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["territory.id"], name="fk_territory_parent_parent_id"),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name="fk_territory_parent_territory_id"),
        sa.PrimaryKeyConstraint("territory_id", "parent_id", name="pk_territory_parent"),
    )
