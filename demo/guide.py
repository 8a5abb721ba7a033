"""What a visitor is told: who may sign in as what, and what to try first."""

from __future__ import annotations

from demo.northbell import DOMAIN, PASSWORD, STAFF

ROLES = {
    "ana": "Customer advocate",
    "lou": "Customer advocate in Montréal",
    "dana": "Team lead",
    "chidi": "Specialist",
    "eli": "Field technician",
    "hana": "Customer success",
    "farah": "Quality coach",
    "gus": "Knowledge",
    "jo": "Vendors",
    "kai": "Billing",
    "ines": "Executive",
    "admin": "Administrator",
}


def sign_ins() -> list[dict[str, str]]:
    """One person for each role, with the one password of the demo."""
    return [
        {"role": f"{role} ({STAFF[key][0].split()[0]})", "email": f"{key}@{DOMAIN}", "password": PASSWORD}
        for key, role in ROLES.items()
    ]


def first(address: str) -> list[dict[str, str]]:
    """The first few steps through the house."""
    words = (
        f"Sign in as Ana and open NB-1042: today Maple Dental lost its main line. {address}",
        f"In a second window be the customers: {address}/demo/mailboxes/ holds what they received."
        " Open Priya's, write an answer, and watch it arrive on Ana's home without a reload.",
        "As Ana, reply to Priya. For ten seconds you can take it back; then it lies in Priya's mailbox.",
        "Press “Let them take part” or “Not theirs” at what lies beside NB-1042: a landlord wrote with its number,"
        " and has seen nothing yet.",
        "Find “Who is this?”: four people whom nobody knows. One of them belongs to Maple Dental;"
        " if you are wrong, take it back.",
        f"Sign in as Dana and read {address}/journal/: eight months in sentences,"
        " told by the same acts as yours of today.",
        f"Be a customer at {address}/portal/: the code that lets you in lies in their mailbox of the demo.",
    )
    return [{"words": each} for each in words]
