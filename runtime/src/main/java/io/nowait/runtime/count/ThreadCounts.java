package io.nowait.runtime.count;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The counters of one thread, by call site.
 *
 * <p>Only the owner calls {@link #at}. Others may read at any time through {@link Tally}; an array or a row that they see is
 * a safe one, for its fields begin at zero.
 */
public final class ThreadCounts {
    private SiteCounts[] bySite = new SiteCounts[0];

    /** The row of a site, made when first asked for. */
    public SiteCounts at(int site) {
        SiteCounts[] rows = bySite;
        if (site < rows.length) {
            SiteCounts row = rows[site];
            if (row != null) {
                return row;
            }
        }
        return add(site);
    }

    private SiteCounts add(int site) {
        SiteCounts[] rows = bySite;
        if (site >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(site + 1, rows.length + (rows.length >> 1)));
            // Orders the copies before the array that holds them: others read it without a lock.
            VarHandle.releaseFence();
            bySite = rows;
        }
        SiteCounts row = new SiteCounts();
        rows[site] = row;
        return row;
    }

    void addTo(Tally tally) {
        SiteCounts[] rows = bySite;
        for (int site = 0; site < rows.length; site++) {
            SiteCounts row = rows[site];
            if (row != null) {
                tally.at(site).add(row);
            }
        }
    }
}
