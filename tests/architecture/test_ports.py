"""Ports: the closed list of questions that a lower app asks an upper one, and who answers them.

A port is a protocol of the lower app that an upper app fills in `AppConfig.ready()`. There is no other call upwards:
no signal, no hook filled elsewhere.
"""

import ast
from collections.abc import Iterator

from tests.architecture import source
from tests.architecture.exceptions import excepted

PORTS: dict[str, str] = {
    "access: know_rights_and_commands": "every app: which rights and commands there are",
    "contracts: ask_before_sending": "messages: may this message about a contract go now?",
    "contracts: tell_templates": "messages: the values of the tokens of a text about a contract, when it is sent",
    "activities: tell_work": "access: the open tasks of somebody who leaves, and who does them from then on",
    "contracts: tell_payments": "activities: was a promise to pay kept, so that it waits for nobody",
    "daily_close: object_to_closing": "ledger: what the comparison of the books has against closing a month",
    "messages: carry_texts": "activities: the reminder of an action goes to the own telephone of a member of staff",
    "origination: object_to_paying_out": "contracts: the application of this contract is not accepted yet",
    "origination: tell_flow": "workflow: what stands against a step of an application, what it will do",
    "settling: give_back_money_to": "contracts: the event of a settlement was reversed, its money waits again",
}  # "app that fills it: function that ready() calls" -> what is asked

SIGNALS = {"receiver", "Signal"}


def filled_ports() -> Iterator[str]:
    for module in source.modules():
        for node in module.definitions():
            if node.name == "ready" and module.place.endswith("/apps.py"):
                calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
                yield from (f"{module.room.split('.')[1]}: {source.called(call)}" for call in calls)


def test_the_ports_are_those_on_the_list() -> None:
    assert set(filled_ports()) == set(PORTS)


def hooks() -> Iterator[str]:
    for module in source.modules():
        for node in ast.walk(module.tree):
            imports = isinstance(node, ast.ImportFrom) and "signals" in (node.module or "")
            if imports or (isinstance(node, ast.Call) and source.called(node) in SIGNALS):
                yield module.place


def test_nothing_else_calls_upwards() -> None:
    assert set(hooks()) == excepted("hook")
