"""Every module that defines tables: importing this one makes `SQLModel.metadata` the whole schema."""

import accounts.records as accounts_records
import accounts.sign_in as accounts_sign_in
import core.journal as core_journal
import directory.areas as directory_areas
import directory.contacts as directory_contacts
import directory.entries as directory_entries
import directory.identifiers as directory_identifiers
import directory.locations as directory_locations
import directory.organizations as directory_organizations
import directory.practitioners as directory_practitioners
import directory.provenance.contradictions as directory_contradictions
import directory.provenance.corrections as directory_corrections
import directory.provenance.imports as directory_imports
import directory.provenance.records as directory_source_records
import directory.provenance.review as directory_review
import directory.provenance.suppression as directory_suppression
import directory.schedules as directory_schedules
import directory.services as directory_services
import directory.territory_records as directory_territories

MODULES = (
    core_journal,
    accounts_records,
    accounts_sign_in,
    directory_entries,
    directory_identifiers,
    directory_contacts,
    directory_locations,
    directory_schedules,
    directory_areas,
    directory_practitioners,
    directory_organizations,
    directory_services,
    directory_territories,
    directory_source_records,
    directory_corrections,
    directory_contradictions,
    directory_review,
    directory_suppression,
    directory_imports,
)
