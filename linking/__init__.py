"""Linking persons and organisations across submissions and scripts. Pure: profiles in, scored pairs out."""

from linking.blocking import LinkRun, link, screen
from linking.case_links import CaseLink, case_links
from linking.clusters import Cluster, cluster
from linking.compare import Candidate, Comparison, Lines, compare, lines, rank
from linking.evidence import Common, Evidence
from linking.profile import Profile, prepare, profile_of

__all__ = [
    "Candidate",
    "CaseLink",
    "Cluster",
    "Common",
    "Comparison",
    "Evidence",
    "Lines",
    "LinkRun",
    "Profile",
    "case_links",
    "cluster",
    "compare",
    "lines",
    "link",
    "prepare",
    "profile_of",
    "rank",
    "screen",
]
