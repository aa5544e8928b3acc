"""Who sits where: each seat read once, at the date, into one claim; every answer about membership is algebra over claims.

In comes a structure at a date. Out come answers of three values with the records they rest on: of one organisation or of
a group in a body or at a level, who meets whom, and where each may be. No other room reads what a seat says of whom
(`represents`, `held_by`, `rotates`, `some_of`, `each`, `participation`). This room knows no rule, question or format.
"""
