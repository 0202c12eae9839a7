"""Every check that ships, listed by hand in the order of the codes."""

from checks._model import Check
from checks.form001_part_missing import CHECK as FORM001
from checks.form002_cell_blank import CHECK as FORM002
from checks.form003_personal_data import CHECK as FORM003
from checks.form004_unreadable import CHECK as FORM004
from checks.form005_other_document import CHECK as FORM005
from checks.goal001_missed_full_marks import CHECK as GOAL001
from checks.goal002_met_deducted import CHECK as GOAL002
from checks.goal003_type_mismatch import CHECK as GOAL003
from checks.goal004_far_over_target import CHECK as GOAL004
from checks.goal005_operator_direction import CHECK as GOAL005
from checks.goal006_money_output import CHECK as GOAL006
from checks.rate001_rate_recomputed import CHECK as RATE001
from checks.rate002_over_100_unexplained import CHECK as RATE002
from checks.rate003_low_rate_unexplained import CHECK as RATE003
from checks.rate004_adjustment_denied import CHECK as RATE004
from checks.rate005_change_recomputed import CHECK as RATE005
from checks.rate006_unreachable_rate import CHECK as RATE006
from checks.score001_score_above_weight import CHECK as SCORE001
from checks.score002_deducted_no_reason import CHECK as SCORE002
from checks.score003_execution_score import CHECK as SCORE003
from checks.score004_off_proportion import CHECK as SCORE004
from checks.score005_grade_band import CHECK as SCORE005
from checks.score006_counted_twice import CHECK as SCORE006
from checks.score007_level_weights import CHECK as SCORE007
from checks.score008_tier import CHECK as SCORE008
from checks.score009_indicator_twice import CHECK as SCORE009
from checks.sum001_total_score import CHECK as SUM001
from checks.sum002_group_score import CHECK as SUM002
from checks.sum003_weights_total import CHECK as SUM003
from checks.sum004_budget_parts import CHECK as SUM004
from checks.sum005_tasks_total import CHECK as SUM005
from checks.sum006_part_exceeds_whole import CHECK as SUM006
from checks.sum007_prose_parts import CHECK as SUM007
from checks.sum008_table_total import CHECK as SUM008
from checks.sum009_fund_balance import CHECK as SUM009
from checks.text001_duplicate_paragraph import CHECK as TEXT001
from checks.text002_near_duplicate import CHECK as TEXT002
from checks.text003_duplicate_clause import CHECK as TEXT003
from checks.text004_shared_text import CHECK as TEXT004
from checks.text005_reused_text import CHECK as TEXT005
from checks.text006_malformed_mark import CHECK as TEXT006
from checks.text007_placeholder_left import CHECK as TEXT007
from checks.text008_claim_contradicted import CHECK as TEXT008
from checks.xref001_score_restated import CHECK as XREF001
from checks.xref002_amount_restated import CHECK as XREF002
from checks.xref003_rate_restated import CHECK as XREF003
from checks.xref004_indicator_restated import CHECK as XREF004
from checks.xref005_count_claimed import CHECK as XREF005
from checks.xref006_unit_scale import CHECK as XREF006
from checks.xref007_year_mismatch import CHECK as XREF007
from checks.xref008_name_mismatch import CHECK as XREF008
from checks.xref009_last_year import CHECK as XREF009

CATALOG: tuple[Check, ...] = (
    SUM001,
    SUM002,
    SUM003,
    SUM004,
    SUM005,
    SUM006,
    SUM007,
    SUM008,
    SUM009,
    RATE001,
    RATE002,
    RATE003,
    RATE004,
    RATE005,
    RATE006,
    SCORE001,
    SCORE002,
    SCORE003,
    SCORE004,
    SCORE005,
    SCORE006,
    SCORE007,
    SCORE008,
    SCORE009,
    GOAL001,
    GOAL002,
    GOAL003,
    GOAL004,
    GOAL005,
    GOAL006,
    XREF001,
    XREF002,
    XREF003,
    XREF004,
    XREF005,
    XREF006,
    XREF007,
    XREF008,
    XREF009,
    TEXT001,
    TEXT002,
    TEXT003,
    TEXT004,
    TEXT005,
    TEXT006,
    TEXT007,
    TEXT008,
    FORM001,
    FORM002,
    FORM003,
    FORM004,
    FORM005,
)


def by_code() -> dict[str, Check]:
    """The checks by their codes."""
    return {check.code: check for check in CATALOG}
