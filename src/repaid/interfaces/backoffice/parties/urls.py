"""Addresses of parties."""

from django.urls import path

from repaid.interfaces.backoffice.activities import history
from repaid.interfaces.backoffice.messages import person
from repaid.interfaces.backoffice.parties import access, changes, undoing, views

urlpatterns = [
    path("", views.party_list, name="parties"),
    path("/persons", changes.person, name="person"),
    path("/companies", changes.company, name="company"),
    path("/<str:number>", views.party, name="party"),
    path("/<str:number>/activities", history.of_party, name="party_activities"),
    path("/<str:number>/documents", views.party_documents, name="party_documents"),
    path("/<str:number>/data", changes.data, name="party_data"),
    path("/<str:number>/contacts", changes.contacts, name="party_contacts"),
    path("/<str:number>/contacts/<int:contact>/removal", views.contact_removal, name="contact_removal"),
    path("/<str:number>/identifiers", changes.identifiers, name="party_identifiers"),
    path("/<str:number>/accounts", changes.accounts, name="party_accounts"),
    path("/<str:number>/consents", person.consents, name="party_consents"),
    path("/<str:number>/messages", person.party_messages, name="party_messages"),
    path("/<str:number>/roles", changes.roles, name="party_roles"),
    path("/<str:number>/parent", changes.parent, name="party_parent"),
    path("/<str:number>/death", changes.death, name="party_death"),
    path("/<str:number>/death/undoing", undoing.death_undoing, name="party_death_undoing"),
    path("/<str:number>/client-zone", changes.client_zone, name="party_client_zone"),
    path("/<str:number>/access", access.access, name="party_access"),
    path("/<str:number>/access/sms", access.sms_password, name="party_sms_password"),
    path("/<str:number>/access/link", access.activation_link, name="party_activation_link"),
    path("/<str:number>/access/view", access.view_as, name="party_view_as"),
    path("/<str:number>/archive", views.archive, name="party_archive"),
]
