"""Addresses of money that leaves."""

from django.urls import path

from repaid.interfaces.backoffice.money_out import accounts, answers, approving, files, proposing, views

urlpatterns = [
    path("to-send", views.to_send, name="money_to_send"),
    path("to-send/order", proposing.payout, name="payout_order"),
    path("to-send/elsewhere", proposing.elsewhere, name="payout_elsewhere"),
    path("orders", views.order_list, name="orders"),
    path("orders/propose", proposing.propose, name="order_propose"),
    path("orders/<str:number>", views.order, name="order"),
    path("orders/<str:number>/repeat", proposing.repeat, name="order_repeat"),
    path("orders/<str:number>/approve", approving.approve, name="order_approve"),
    path("orders/<str:number>/decline", answers.decline, name="order_decline"),
    path("orders/<str:number>/withdraw", answers.withdraw, name="order_withdraw"),
    path("orders/<str:number>/reject", answers.reject, name="order_reject"),
    path("orders/<str:number>/execute", answers.execute, name="order_execute"),
    path("approval", approving.approval, name="approval"),
    path("files", files.file_list, name="order_files"),
    path("files/make", files.make, name="order_file_make"),
    path("files/<str:number>", files.file, name="order_file"),
    path("files/<str:number>/download", files.download, name="order_file_download"),
    path("files/<str:number>/execute", answers.execute_all, name="order_file_execute"),
    path("accounts", accounts.account_list, name="own_accounts"),
    path("accounts/add", accounts.add, name="own_account_add"),
]
