"""Addresses of applications."""

from django.urls import path

from repaid.interfaces.backoffice.applications import entering, running, views

urlpatterns = [
    path("", views.search, name="applications"),
    path("/new", entering.new, name="application_new"),
    path("/queue", views.waiting, name="application_queue"),
    path("/<str:number>", views.data, name="application"),
    path("/<str:number>/change", entering.change, name="application_change"),
    path("/<str:number>/removal", entering.removal, name="application_removal"),
    path("/<str:number>/decisions", views.decisions, name="application_decisions"),
    path("/<str:number>/comments", views.comments, name="application_comments"),
    path("/<str:number>/procedures", views.procedures, name="application_procedures"),
    path("/<str:number>/procedures/<slug:procedure>", running.executed, name="application_procedure"),
    path("/<str:number>/procedures/<slug:procedure>/run", running.run, name="application_run"),
    path("/<str:number>/signing-code", running.signing_code, name="application_signing_code"),
    path("/<str:number>/agreement", views.agreement, name="application_agreement"),
    path("/<str:number>/agreement/picture", views.agreement_picture, name="application_agreement_picture"),
    path("/<str:number>/actions", views.actions, name="application_actions"),
    path("/<str:number>/documents", views.documents, name="application_documents"),
]
