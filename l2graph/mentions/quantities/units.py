"""The units and currencies that amounts are counted in: how they are written, and their normal forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its normal form, and a pattern over folded text for the ways it is written."""

    name: str
    pattern: str
    joint: str = r"(?:[ \n]|[ ]?-[ ]?)?"  # what may stand between number and unit
    words: bool = True  # whether the number may be in words
    small: bool = False  # small letters only: "50m", but an "M" is a name


_ATTACHED = r"-?"  # "3.5in": after a blank it would be a preposition
_ADJECTIVES = (
    r"(?:full-?(?:time)?[ \n](?:and|or)[ \n]part-?time[ \n])?"
    r"(?:(?:full-time|part-time|permanent|new|skilled|salaried|global|worldwide|dedicated|qualified|additional|other|more|factory"
    r"|company|regular|active|current|local)[ \n]){0,2}"
)
_SECOND = r"s(?:ec(?:onds?)?)?"

UNITS = (
    Unit("MP", r"mp|mpx|mpix|mega-?[ ]?pixels?"),
    Unit("mm", r"mm|millimet(?:er|re)s?"),
    Unit("cm", r"cm|centimet(?:er|re)s?"),
    Unit("km", r"km|kilomet(?:er|re)s?"),
    Unit("m", r"m(?!/|[ -]?(?:dots?|pixels?))", joint=r"[ ]?", words=False, small=True),
    Unit("m", r"met(?:er|re)s?"),
    Unit("μm", r"μm|microns?|micromet(?:er|re)s?"),
    Unit("nm", r"nm|nanomet(?:er|re)s?"),
    Unit("g", r"g(?!/[^0-9])", joint=r"[ ]?", words=False, small=True),
    Unit("g", r"gr|gms?|gram(?:me)?s?"),
    Unit("kg", r"kgs?|kilos?|kilogram(?:me)?s?"),
    Unit("t", r"tonnes?|metric tons?"),
    Unit("oz", r"oz|ounces?"),
    Unit("lb", r"lbs?|pounds?"),
    Unit("in", r"inch(?:es)?"),
    Unit("in", r"in(?!-[0-9o])", joint=_ATTACHED, words=False),
    Unit("in", r"in(?= ?\([0-9][0-9.,]* ?(?:mm|cm)\))", words=False),  # "4.7 in (120 mm)"
    Unit("ft", r"ft|feet|foot"),
    Unit("fps", rf"fps|frames?(?:/|[ \n]per[ \n]|[ \n]an?[ \n]){_SECOND}"),
    Unit("GB", r"gb|gigabytes?"),
    Unit("TB", r"tb|terabytes?"),
    Unit("MB", r"mb|megabytes?"),
    Unit("GHz", r"ghz|gigahertz"),
    Unit("MHz", r"mhz|megahertz"),
    Unit("Hz", r"hz|hertz"),
    Unit("mAh", r"mah"),
    Unit("W", r"watts?"),
    Unit("dots", r"dots?"),
    Unit("stops", r"f-stops?|stops?|ev"),
    Unit("%", r"%|per[ ]?cent|pct"),
    Unit("employees", rf"{_ADJECTIVES}(?:employees|workers|staff(?:[ \n]members)?|staffers)"),
    Unit("p", r"p", joint="", words=False, small=True),
)
VIDEO_LINES = frozenset({240, 288, 360, 480, 540, 576, 720, 900, 1080, 1440, 1600, 2160, 4320})  # the numbers that "p" counts

_DOLLARS = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "hk": "HKD",
    "nz": "NZD",
    "nt": "TWD",
    "t": "TWD",
    "s": "SGD",
    "r": "BRL",
    "mx": "MXN",
}
CODES = tuple("usd eur gbp jpy cny krw chf cad aud hkd twd sgd inr sek dem nzd dkk nok pln czk myr brl zar thb php idr aed".split())
SYMBOLS = (  # before the number, or after it
    {f"{country}$": code for country, code in _DOLLARS.items()}
    | {
        "$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "jp¥": "JPY",
        "cn¥": "CNY",
        "₩": "KRW",
        "₹": "INR",
        "rmb": "CNY",
        "dm": "DEM",
        "rs.": "INR",
        "rs": "INR",
        "rm": "MYR",
    }
    | {"$us": "USD", "$nz": "NZD", "$hk": "HKD", "$au": "AUD"}
    | {code: code.upper() for code in CODES}
)
_DOLLAR = r"(?:dollars?|dlrs?)"
CURRENCIES = {  # after the number
    "CAD": rf"canadian {_DOLLAR}",
    "AUD": rf"australian {_DOLLAR}",
    "HKD": rf"hong kong {_DOLLAR}",
    "TWD": rf"(?:new )?taiwan(?:ese)? {_DOLLAR}",
    "SGD": rf"singapore {_DOLLAR}",
    "USD": rf"(?:u\.?s\.? )?{_DOLLAR}",
    "JPY": r"(?:japanese )?yen",
    "EUR": r"euros?",
    "GBP": r"pounds? sterling|(?:british )pounds|stg|sterling|quid",
    "KRW": r"(?:south )?korean won",
    "CNY": r"(?:chinese )?yuan|renminbi",
    "CHF": r"swiss francs?",
    "DEM": r"deutsche ?marks?|german marks?",
    "SEK": r"swedish (?:kronor|crowns)|kronor",
    "DKK": r"danish (?:kroner|crowns?)",
    "NOK": r"norwegian (?:kroner|crowns?)",
    "PLN": r"(?:polish )?zloty|(?:polish )?złoty",
    "CZK": r"czech (?:koruna|crowns?)",
    "INR": r"(?:indian )?rupees?",
    "BRL": r"(?:brazilian )?reais",
    "ZAR": r"(?:south african )?rand",
    "HUF": r"(?:hungarian )?forints?",
    "RUB": r"(?:russian )?rou?bles?",
    "THB": r"(?:thai )?baht",
    "ILS": r"(?:israeli )?shekels?",
    "MXN": r"mexican pesos?",
    "IDR": r"(?:indonesian )?rupiahs?",
    "MYR": r"(?:malaysian )?ringgit",
    "TRY": r"turkish lira",
    "FRF": r"french francs?",
    "BEF": r"belgian francs?",
    "ITL": r"(?:italian )?lire",
    "ESP": r"(?:spanish )?pesetas?",
    "NLG": r"(?:dutch )?guilders?",
    "ATS": r"(?:austrian )?schillings?",
    "FIM": r"finnish (?:marks?|markkaa?)|markkaa",
}
LARGE_CURRENCIES = {
    "pounds": "GBP",
    "won": "KRW",
    "marks": "DEM",
    "crowns": "SEK",
    "kroner": "NOK",
}  # words with another sense, unless the sum is large
