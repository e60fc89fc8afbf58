"""Linking persons and organisations across submissions and scripts. Pure: profiles in, scored pairs out."""

from linking.blocking import LinkRun, link
from linking.case_links import CaseLink, Shared, case_links, shared_of
from linking.clusters import Cluster, Group, cluster, groups
from linking.compare import Candidate, Comparison, Lines, compare, lines, rank
from linking.evidence import Common, Evidence
from linking.profile import Profile, prepare, profile_of
from linking.screening import Index, screen

__all__ = [
    "Candidate",
    "CaseLink",
    "Cluster",
    "Common",
    "Comparison",
    "Evidence",
    "Group",
    "Index",
    "Lines",
    "LinkRun",
    "Profile",
    "Shared",
    "case_links",
    "cluster",
    "compare",
    "groups",
    "lines",
    "link",
    "prepare",
    "profile_of",
    "rank",
    "screen",
    "shared_of",
]
