"""Addresses of paying: in the client zone, and those that need no login."""

from django.urls import path

from repaid.interfaces.portal.payments import letters, notices, views

urlpatterns = [
    path("loans/<str:number>/pay", views.pay, name="loan_pay"),
    path("loans/<str:number>/payments/<int:key>", views.result, name="online_result"),
    path("loans/<str:number>/payments/<int:key>/go", views.go, name="online_go"),
]
public = [
    path("pay/<str:code>", letters.pay, name="pay"),
    path("pay/<str:code>/payments/<int:key>", letters.result, name="pay_result"),
    path("pay/<str:code>/payments/<int:key>/go", letters.go, name="pay_go"),
    path("online-payments/notices/<str:code>", notices.notice, name="online_notice"),
]
