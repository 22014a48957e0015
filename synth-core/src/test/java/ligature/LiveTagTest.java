package ligature;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;

/** What plays in real time says so, and is then not run beside other tests. */
@AnalyzeClasses(packages = "ligature", importOptions = ImportOption.OnlyIncludeTests.class)
class LiveTagTest {

  @ArchTest
  static final ArchRule TESTS_ON_A_SERVER_ARE_LIVE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Test")
          .and()
          .haveSimpleNameNotStartingWith("LiveTag")
          .and(
              describe(
                  "use jackd",
                  (JavaClass c) ->
                      c.getDirectDependenciesFromSelf().stream()
                          .anyMatch(d -> d.getTargetClass().isEquivalentTo(Jackd.class))))
          .should()
          .beAnnotatedWith(
              describe(
                  "@Tag(\"live\")",
                  annotation ->
                      annotation.getRawType().isEquivalentTo(Tag.class)
                          && annotation.get("value").filter("live"::equals).isPresent()));
}
