"""Addresses of contracts; what is done to one is sent to the noun that it makes (`POST /contracts/11/payments`)."""

from django.urls import path

from repaid.interfaces.backoffice.activities import history
from repaid.interfaces.backoffice.contracts import doing, exporting, opening, views
from repaid.interfaces.backoffice.messages import contract

urlpatterns = [
    path("", views.contract_list, name="contracts"),
    path("/opening", opening.opening, name="contract_opening"),
    path("/<str:number>", views.overview, name="contract"),
    path("/<str:number>/schedule", views.schedule, name="contract_schedule"),
    path("/<str:number>/statement", views.statement, name="contract_statement"),
    path("/<str:number>/payments", doing.payments, name="contract_payments"),
    path("/<str:number>/events", views.events, name="contract_events"),
    path("/<str:number>/messages", contract.contract_messages, name="contract_messages"),
    path("/<str:number>/messages/new", contract.new_message, name="contract_message_new"),
    path("/<str:number>/ledger", views.ledger, name="contract_ledger"),
    path("/<str:number>/documents", views.contract_documents, name="contract_documents"),
    path("/<str:number>/audit", views.audit, name="contract_audit"),
    path("/<str:number>/activities", history.of_contract, name="contract_activities"),
    path("/<str:number>/exports", exporting.export, name="contract_export"),
    path("/<str:number>/<slug:noun>/new", doing.deed, name="deed"),
    path("/<str:number>/<slug:noun>", doing.deeds, name="deeds"),
]
