"""Addresses of money that came."""

from django.urls import path

from repaid.interfaces.backoffice.money import bringing, desk, entering, files, splitting, views

urlpatterns = [
    path("desk", desk.desk, name="desk"),
    path("desk/<str:number>", desk.desk, name="desk_payment"),
    path("desk/<str:number>/settle", desk.settle, name="desk_settle"),
    path("payments", views.payment_list, name="money"),
    path("payments/<str:number>", views.payment, name="payment"),
    path("payments/<str:number>/split", splitting.split, name="payment_split"),
    path("payments/<str:number>/park", entering.park, name="payment_park"),
    path("payments/<str:number>/take-up", entering.take_up, name="payment_take_up"),
    path("payments/<str:number>/take-back", entering.take_back, name="payment_take_back"),
    path("settlements/<int:key>/withdraw", entering.withdraw, name="settlement_withdraw"),
    path("enter", entering.enter, name="payment_enter"),
    path("statements", views.statement_list, name="statements"),
    path("statements/bring", bringing.bring, name="statement_bring"),
    path("statements/files/<int:key>", files.file, name="bank_file"),
    path("statements/files/<int:key>/take-in", files.take_in_file, name="bank_file_take_in"),
    path("statements/files/<int:key>/columns", files.columns, name="bank_file_columns"),
]
