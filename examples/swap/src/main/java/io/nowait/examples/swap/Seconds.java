package io.nowait.examples.swap;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time of at least one second. */
final class Seconds implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        int seconds = Integer.parseInt(text);
        if (seconds < 1) {
            throw new TypeConversionException("'" + text + "': a number from 1 up is needed");
        }
        return seconds;
    }
}
