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
        f"Sign in as Ana and open NB-1042: Maple Dental lost its main line today. Its three marks say what Priya"
        f" expects, what Ana promised, and what our standard would allow. {address}",
        "On Ana's home call Nadia back: her promise broke minutes ago. Log the call, and see what stays broken.",
        "Log the call that Omar counts on, and watch his promise be kept.",
        f"In a private window be the customers: {address}/demo/mailboxes/ holds what they received. Answer as Priya,"
        " and watch it arrive without a reload. Whether it works only they can say, not who is signed in as one of us.",
        "Promise Priya something in a reply. For ten seconds you can take it back, and the promise with it.",
        "Ask anew how severe NB-1042 is: one key for each answer, and rule R3 says why it is 1.",
        "Press “Let them take part” or “Not theirs” at what lies beside NB-1042: a landlord wrote with its number,"
        " and has seen nothing yet.",
        "Sign in as Dana: escalations wait for a yes. Let them wait a quarter of an hour, and they climb to Ines.",
        f"Be Lena at {address}/portal/: her code lies in her mailbox. Say that her phone works, or that it does not.",
        f"As Dana read {address}/journal/: eight months in sentences, told by the same acts as yours of today.",
    )
    return [{"words": each} for each in words]
