"""Addresses of proposals."""

from django.urls import path

from repaid.interfaces.backoffice.proposals import views

urlpatterns = [
    path("", views.proposal_list, name="proposals"),
    path("/<int:key>", views.proposal, name="proposal"),
    path("/<int:key>/approval", views.approval, name="proposal_approval"),
    path("/<int:key>/refusal", views.refusal, name="proposal_refusal"),
]
