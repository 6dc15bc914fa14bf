package io.nowait.agent.option;

import io.nowait.runtime.nullness.Nullable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The options that somebody gave, as text, with where: from the agent argument {@code key=value,key=value}, and, for
 * those it does not name, from variables {@code NOWAIT_KEY}.
 */
final class Given {
    /** One value. */
    static final class Value {
        final String text;
        private final Option option;
        private final String place;

        Value(Option option, String text, String place) {
            this.option = option;
            this.text = text;
            this.place = place;
        }

        /** The complaint that this value is not one of those allowed. */
        BadOption bad() {
            return new BadOption(
                    option.key() + "=" + text + " (" + place + ") is not allowed; allowed: " + option.allowed());
        }
    }

    private static final String ARGUMENT = "agent argument";
    private static final String VARIABLE = "environment variable ";
    private static final String VARIABLE_PREFIX = "NOWAIT_";

    private final Map<Option, Value> values = new EnumMap<>(Option.class);

    /**
     * Collects what was given.
     *
     * @param argument the agent argument; null and empty stand for no options
     * @param environment the environment
     * @throws BadOption for an unknown key, one that is given twice, or an element that is no {@code key=value}
     */
    Given(@Nullable String argument, Map<String, String> environment) throws BadOption {
        if (argument != null && !argument.isEmpty()) {
            for (String element : argument.split(",", -1)) {
                addElement(element);
            }
        }
        for (String name : environment.keySet()) {
            if (name.startsWith(VARIABLE_PREFIX)) {
                addVariable(name, environment.getOrDefault(name, ""));
            }
        }
    }

    /** What was given for an option; null if nothing was. */
    @Nullable
    Value of(Option option) {
        return values.get(option);
    }

    private void addElement(String element) throws BadOption {
        int equals = element.indexOf('=');
        if (equals < 0) {
            throw new BadOption("'" + element + "' (" + ARGUMENT + ") is no key=value; allowed keys: " + keys());
        }
        String key = element.substring(0, equals);
        String text = element.substring(equals + 1);
        Option option = find(key);
        if (option == null) {
            throw unknown(key, text, ARGUMENT);
        }
        if (values.put(option, new Value(option, text, ARGUMENT)) != null) {
            throw new BadOption(key + "=" + text + " (" + ARGUMENT + ") is given twice; allowed: once");
        }
    }

    private void addVariable(String name, String text) throws BadOption {
        Option option = find(name.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT));
        if (option == null || !option.variable().equals(name)) {
            throw unknown(name, text, VARIABLE + name);
        }
        values.putIfAbsent(option, new Value(option, text, VARIABLE + name));
    }

    private static BadOption unknown(String key, String text, String place) {
        return new BadOption(key + "=" + text + " (" + place + ") is unknown; allowed keys: " + keys());
    }

    private static @Nullable Option find(String key) {
        for (Option option : Option.values()) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        return null;
    }

    private static String keys() {
        StringBuilder keys = new StringBuilder();
        for (Option option : Option.values()) {
            keys.append(keys.length() == 0 ? "" : ", ").append(option.key());
        }
        return keys.toString();
    }
}
