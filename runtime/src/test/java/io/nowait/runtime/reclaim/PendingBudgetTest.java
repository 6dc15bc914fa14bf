package io.nowait.runtime.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingBudgetTest {
    private static final int CAP = 1 << 20;

    private final PendingBudget budget = new PendingBudget(CAP);

    @Test
    void whatIsChargedNeverExceedsTheCap() {
        assertThat(budget.charge(CAP)).isTrue();
        assertThat(budget.charge(1)).isFalse();
        assertThat(budget.charged()).isEqualTo(CAP);
        budget.release(CAP);
        assertThat(budget.charge(CAP + 1L)).isFalse();
        assertThat(budget.charged()).isZero();
    }

    @Test
    void aCapOfZeroLetsNothingWait() {
        PendingBudget none = new PendingBudget(0);
        assertThat(none.charge(1)).isFalse();
        assertThat(none.charge(new Credit(), 1)).isFalse();
    }

    @Test
    void creditCountsAsChargedUntilItIsTakenBack() {
        Credit credit = new Credit();
        assertThat(budget.charge(credit, 1000)).isTrue();
        long charged = budget.charged();
        assertThat(charged).isGreaterThan(1000);
        assertThat(budget.charge(credit, 1000)).isTrue();
        assertThat(budget.charged()).isEqualTo(charged);
        budget.takeBack(credit);
        assertThat(budget.charged()).isEqualTo(2000);
        budget.takeBack(credit);
        assertThat(budget.charged()).isEqualTo(2000);
    }

    @Test
    void nearTheCapBytesAreChargedWithoutCredit() {
        assertThat(budget.charge(CAP - 1000)).isTrue();
        assertThat(budget.isScarce()).isTrue();
        Credit credit = new Credit();
        assertThat(budget.charge(credit, 1000)).isTrue();
        assertThat(budget.charged()).isEqualTo(CAP);
        assertThat(budget.charge(credit, 1)).isFalse();
    }
}
