"""Addresses of the customer's loans."""

from django.urls import path

from repaid.interfaces.portal.loans import views

urlpatterns = [
    path("loans", views.loans, name="loans"),
    path("loans/<str:number>", views.loan, name="loan"),
    path("loans/<str:number>/schedule", views.schedule, name="loan_schedule"),
    path("loans/<str:number>/repayments", views.repayments, name="loan_repayments"),
    path("loans/<str:number>/statement", views.statement, name="loan_statement"),
]
